-- grain: a customer who asked for one of $topics (none: any), by their latest such request; most contribution first
-- With $is_untold only requests that are done and of which their customer was not told since. Every row carries totals
-- of the whole list.
with wanted as (
    select asked.*, notes.state, notes.told_on
    from query_table($asked) as asked
    left join request_notes as notes on notes.topic = asked.topic
    where asked.customer_id is not null
        and (len(cast($topics as varchar[])) = 0 or list_contains(cast($topics as varchar[]), asked.topic))
        and (
            not $is_untold
            or (notes.state = 'done' and coalesce(cast(asked.opened_at as date) > notes.told_on, true))
        )
),
latest as (
    select
        *,
        count(*) over (partition by customer_id) as times,
        row_number() over (partition by customer_id order by opened_at desc, ticket_id desc) as place
    from wanted
)
select
    latest.customer_id,
    customers.name,
    placed.tier,
    coalesce(customers.region, '') as region,
    latest.topic,
    cast(latest.opened_at as date) as asked_on,
    latest.times,
    latest.text,
    placed.contribution,
    case when latest.told_on >= cast(latest.opened_at as date) then latest.told_on end as told_on,
    count(*) over () as customers,
    sum(greatest(placed.contribution, 0)) over () as contribution_of_all
from latest
left join known_customers as customers on customers.customer_id = latest.customer_id
left join query_table($placed) as placed on placed.customer_id = latest.customer_id
where
    latest.place = 1
    and (len(cast($tiers as varchar[])) = 0 or list_contains(cast($tiers as varchar[]), coalesce(placed.tier, '')))
order by placed.contribution desc nulls last, latest.customer_id
limit $limit
