-- grain: a subject, with the mean of the importance that people give it when they are asked, each by the latest answer
with latest as (
    select
        surveys.subject,
        surveys.customer_id,
        arg_max(surveys.score, (surveys.answered_at, surveys.upload_id, surveys.line)) as score
    from surveys
    inner join query_table($persons) as persons on persons.customer_id = surveys.customer_id
    where surveys.measure = 'importance'
        and surveys.answered_at >= cast($since as date) and surveys.answered_at < cast($until as date) + 1
        and surveys.subject in (select unnest(cast($subjects as varchar[])))
    group by surveys.subject, surveys.customer_id
)
select subject, cast(avg(score) as double) as asked, count(*) as asked_n
from latest
group by subject
