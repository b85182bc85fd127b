-- grain: direct or not: of each person the share of satisfied votes on the map's touchpoints of that kind, their mean
-- A vote is a person's latest answer about a touchpoint from $since on, satisfied from 4 of 5 on. A touchpoint is known
-- by what it is asked as, else by its name.
with touchpoints_asked as (
    select distinct lower(trim(coalesce(asked_as, touchpoint))) as name, direct
    from query_table($map)
    where direct is not null
),
votes as (
    select
        touchpoints_asked.direct,
        surveys.customer_id,
        touchpoints_asked.name,
        arg_max(surveys.score, (surveys.answered_at, surveys.upload_id, surveys.line)) >= 4 as is_satisfied
    from surveys
    inner join touchpoints_asked on touchpoints_asked.name = lower(trim(surveys.subject))
    where surveys.measure = 'csat'
        and surveys.customer_id is not null
        and surveys.answered_at >= cast($since as date) and surveys.answered_at < cast($as_of as date) + 1
        and ($everybody or surveys.customer_id in (select customer_id from query_table($persons)))
    group by touchpoints_asked.direct, surveys.customer_id, touchpoints_asked.name
),
persons as (
    select direct, customer_id, avg(cast(is_satisfied as double)) as share
    from votes
    group by direct, customer_id
)
select direct, avg(share) as mean, stddev_samp(share) as spread, count(*) as n
from persons
group by direct
