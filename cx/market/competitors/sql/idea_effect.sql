-- grain: the time before an idea and the time since, as long; a person counts once in each, by the mean
select is_since, avg(score) as score, coalesce(stddev_samp(score), 0) as spread, count(*) as n
from (
    select
        answered_at >= cast($decided_on as date) as is_since,
        avg(cast(score as double)) as score
    from surveys
    where
        measure = $measure
        and ($subject = '' or subject = $subject)
        and answered_at >= cast($since as date)
        and answered_at < cast($as_of as date) + 1
    group by
        coalesce(customer_id, concat(upload_id, ' ', line)), answered_at >= cast($decided_on as date)
) as of_person
group by is_since
