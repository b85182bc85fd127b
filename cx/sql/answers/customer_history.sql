-- grain: one customer who ever bought, up to $until
select customer_id, min(day) as first_on, max(day) as last_on
from purchase_days
where purchases > 0 and day <= cast($until as date)
group by customer_id
