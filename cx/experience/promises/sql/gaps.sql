-- grain: a subject of the study: mean scores, and the moments of each person's own differences
-- Where answers about satisfaction or a journey name touchpoints, only these are; otherwise every subject is.
with named as (
    select lower(trim(subject)) as subject from surveys where measure = 'csat' and subject is not null
    union
    select lower(trim(touchpoint)) from query_table($map)
    union
    select lower(trim(asked_as)) from query_table($map) where asked_as is not null
)
select
    subject,
    lower(trim(subject)) in (select subject from named) or not exists (select subject from named) as is_touchpoint,
    avg(promise) as promise,
    avg(expectation) as expectation,
    avg(experienced) as experienced,
    avg(importance) as importance,
    count(experienced - promise) as gap_n,
    avg(experienced - promise) as gap,
    stddev_samp(experienced - promise) as gap_sd,
    count(experienced - expectation) as expectation_n,
    avg(experienced - expectation) as expectation_gap,
    stddev_samp(experienced - expectation) as expectation_sd
from query_table($answers)
where promise is not null or expectation is not null
group by subject
