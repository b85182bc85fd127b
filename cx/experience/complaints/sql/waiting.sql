-- grain: a customer with a complaint of the last $days days that is open or was closed without help, the oldest of them
-- Most contribution first; every row carries totals of the whole list.
with known as (
    select
        ticket_id, customer_id, topic, channel, opened_at, satisfied,
        answered_at < cast($until as date) + 1 as is_answered,
        resolved_at < cast($until as date) + 1 as is_resolved,
        reopened_at > resolved_at and reopened_at < cast($until as date) + 1 as is_reopened
    from tickets
    where
        lower(kind) = 'complaint'
        and customer_id is not null
        and opened_at >= cast($until as date) - cast($days as integer) + 1
        and opened_at < cast($until as date) + 1
),
waiting as (
    select
        *,
        case
            when coalesce(is_resolved, false) and not coalesce(is_reopened, false) then 'closed, not satisfied'
            when coalesce(is_reopened, false) then 'reopened'
            when is_answered then 'answered'
            else 'never answered'
        end as state,
        count(*) over (partition by customer_id) as complaints
    from known
    where not coalesce(is_resolved, false) or coalesce(is_reopened, false) or not satisfied
    qualify row_number() over (partition by customer_id order by opened_at, ticket_id) = 1
)
select
    waiting.customer_id, customers.name, placed.tier, coalesce(customers.region, '') as region, waiting.topic,
    waiting.channel, cast(waiting.opened_at as date) as opened_on,
    cast($until as date) - cast(waiting.opened_at as date) as open_days,
    waiting.state, waiting.complaints, placed.contribution,
    greatest(placed.contribution, 0) * $at_risk_share as at_risk,
    count(*) over () as customers,
    sum(greatest(placed.contribution, 0)) over () as contribution_of_all
from waiting
left join known_customers as customers on customers.customer_id = waiting.customer_id
left join query_table($placed) as placed on placed.customer_id = waiting.customer_id
where
    ($region is null or customers.region = $region)
    and (
        $segment is null
        or waiting.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
order by placed.contribution desc nulls last, waiting.customer_id
limit $limit
