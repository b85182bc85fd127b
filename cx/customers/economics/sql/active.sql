-- grain: one row: customers who ordered in the window
select count(distinct customer_id) as customers
from purchase_days
where purchases > 0 and day >= cast($since as date) and day <= cast($until as date)
