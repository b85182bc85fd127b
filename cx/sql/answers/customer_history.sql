-- grain: one customer who ever bought, up to $until
select customer_id, min(cast(ordered_at as date)) as first_on, max(cast(ordered_at as date)) as last_on
from orders
where customer_id is not null and revenue >= 0 and ordered_at < cast($until as date) + 1
group by customer_id
