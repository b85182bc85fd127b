-- grain: a customer who waits for help with a complaint; most contribution first, with totals of the whole list
select
    waiting.customer_id, customers.name, placed.tier, coalesce(customers.region, '') as region, waiting.topic,
    waiting.channel, cast(waiting.opened_at as date) as opened_on,
    cast($until as date) - cast(waiting.opened_at as date) as open_days,
    waiting.state, waiting.complaints, placed.contribution,
    greatest(placed.contribution, 0) * $at_risk_share as at_risk,
    count(*) over () as customers,
    sum(greatest(placed.contribution, 0)) over () as contribution_of_all,
    sum(greatest(placed.contribution, 0)) over () * $at_risk_share as at_risk_of_all
from query_table($waiting) as waiting
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
