-- grain: an outcome, cases or matched customers, and 10 days after the event, with the orders in them per case
with cases as (
    select profiles.case_id, profiles.customer_id, profiles.day, events.outcome
    from query_table($profiles) as profiles
    inner join query_table($events) as events on events.case_id = profiles.case_id
    where
        profiles.day + 180 <= cast($as_of as date)
        and profiles.case_id in (select case_id from query_table($pairs))
        and ($region is null or profiles.region = $region)
        and (
            $segment is null
            or profiles.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
),
followed as (
    select outcome, 'case' as who, customer_id, day, 1.0 as weight from cases
    union all
    select cases.outcome, 'matched', pairs.customer_id, pairs.day, 1.0 / count(*) over (partition by pairs.case_id)
    from query_table($pairs) as pairs
    inner join cases on cases.case_id = pairs.case_id
),
sizes as (
    select outcome, count(*) as n from cases group by outcome
)
select
    followed.outcome, followed.who,
    cast(10 * ceil((days.day - followed.day) / 10.0) as integer) as day,
    sum(followed.weight * days.purchases) / any_value(sizes.n) as orders,
    any_value(sizes.n) as n
from followed
inner join purchase_days as days
    on days.customer_id = followed.customer_id
    and days.day > followed.day
    and days.day <= followed.day + 180
inner join sizes on sizes.outcome = followed.outcome
group by followed.outcome, followed.who, cast(10 * ceil((days.day - followed.day) / 10.0) as integer)
