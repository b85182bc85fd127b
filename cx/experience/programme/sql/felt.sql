-- grain: a subject of which customers said how they experience it, each by the latest answer: mean, spread and people
with latest as (
    select
        lower(trim(subject)) as subject,
        customer_id,
        arg_max(cast(score as double), (answered_at, upload_id, line)) as score
    from surveys
    where measure = 'perception'
        and subject is not null
        and customer_id is not null
        and answered_at >= cast($since as date) and answered_at < cast($as_of as date) + 1
        and ($everybody or customer_id in (select customer_id from query_table($persons)))
    group by lower(trim(subject)), customer_id
)
select subject, avg(score) as mean, stddev_samp(score) as spread, count(*) as n
from latest
group by subject
