-- grain: a customer with a reason to be thanked this week, by the first reason of $reasons; several on it: the latest
with given as (
    select *
    from query_table($occasions)
    where list_contains($reasons, reason)
    qualify row_number() over (partition by customer_id order by list_position($reasons, reason), since desc) = 1
),
before as (
    select
        customer_id,
        max(case when not is_held_out then day end) as last_thanked,
        max(case when is_held_out then day end) as last_held_out
    from query_table($thanks)
    where day <= cast($as_of as date)
    group by customer_id
),
scores as (
    select customer_id, cast(arg_max(score, answered_at) as double) as nps
    from surveys
    where measure = 'nps' and answered_at < cast($as_of as date) + 1
        and customer_id in (select customer_id from given)
    group by customer_id
),
states as (
    select
        given.*, before.last_thanked, scores.nps,
        case
            when complaining.customer_id is not null then 'complaint'
            when before.last_thanked >= cast($as_of as date) - $rest_days then 'thanked'
            when before.last_held_out >= cast($as_of as date) - $rest_days then 'held out'
            else 'due'
        end as state
    from given
    left join before on before.customer_id = given.customer_id
    left join query_table($complaining) as complaining on complaining.customer_id = given.customer_id
    left join scores on scores.customer_id = given.customer_id
)
select
    states.customer_id, customers.name, placed.tier, states.reason, states.since, states.amount, states.last_thanked,
    states.nps, placed.contribution, coalesce(customers.region, '') as region, states.state
from states
left join known_customers as customers on customers.customer_id = states.customer_id
left join query_table($placed) as placed on placed.customer_id = states.customer_id
where
    ($region is null or customers.region = $region)
    and (
        $segment is null
        or states.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
