-- grain: one customer who ordered up to $as_of
with ordered as (
    select customer_id, min(day) as first_on, max(day) as last_on
    from purchase_days
    where purchases > 0 and day <= cast($as_of as date)
    group by customer_id
)
select
    ordered.customer_id,
    customers.name,
    customers.region,
    case
        when people.first_touch_on <= people.first_order_on and people.first_touch_on <= cast($as_of as date)
            then people.first_touch_channel
    end as channel,
    ordered.last_on,
    date_diff('day', ordered.last_on, cast($as_of as date)) as recency_days,
    date_diff('day', ordered.first_on, cast($as_of as date)) as tenure_days
from ordered
left join people on people.person_id = ordered.customer_id
left join known_customers as customers on customers.customer_id = ordered.customer_id
