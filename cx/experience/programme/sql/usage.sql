-- grain: a month: the people who were active in it, and those of them who used a channel of $digital
-- active: who ordered, visited, clicked, was served or wrote or called.
with acts as (
    select customer_id as person_id, datetrunc('month', cast(ordered_at as date)) as month, channel
    from orders
    where customer_id is not null
        and revenue >= 0
        and ordered_at >= cast($since as date) and ordered_at < cast($until as date) + 1
    union all
    select person_id, datetrunc('month', cast(occurred_at as date)), channel
    from touchpoints
    where kind in ('visited', 'clicked', 'served')
        and (variant is null or lower(trim(variant)) <> 'held out')
        and occurred_at >= cast($since as date) and occurred_at < cast($until as date) + 1
    union all
    select customer_id, datetrunc('month', cast(opened_at as date)), channel
    from tickets
    where customer_id is not null
        and opened_at >= cast($since as date) and opened_at < cast($until as date) + 1
),
persons as (
    select month, person_id, bool_or(list_contains(cast($digital as varchar[]), lower(trim(channel)))) as is_digital
    from acts
    where $everybody or person_id in (select customer_id from query_table($persons))
    group by month, person_id
)
select month, count(*) as active, count(*) filter (where is_digital) as digital
from persons
group by month
order by month
