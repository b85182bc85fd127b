-- grain: an order with purchases on several days, and the first of them; blank customer: an order of a guest
-- reads: orders
-- An order is placed on its first day: what is bought with it later is money of its own day, but no order.
select customer_id, order_id, cast(min(ordered_at) as date) as first_on
from orders
where revenue >= 0
group by customer_id, order_id
having cast(min(ordered_at) as date) < cast(max(ordered_at) as date)
