-- grain: a subject whose experience is asked, with how many people answered from $since to $until
-- Where answers about satisfaction or the map of the journey name touchpoints, only these are drivers; otherwise every
-- subject is.
with named as (
    select lower(trim(subject)) as subject from surveys where measure = 'csat' and subject is not null
    union
    select lower(trim(touchpoint)) from query_table($map)
    union
    select lower(trim(asked_as)) from query_table($map) where asked_as is not null
),
asked as (
    select subject, count(distinct customer_id) as people
    from surveys
    where measure = 'perception'
        and subject is not null
        and customer_id is not null
        and answered_at >= cast($since as date) and answered_at < cast($until as date) + 1
    group by subject
)
select
    subject,
    people,
    lower(trim(subject)) in (select subject from named) as is_named
from asked
order by people desc, subject
