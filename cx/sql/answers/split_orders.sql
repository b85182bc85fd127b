-- grain: a customer, an order number with purchases on several days, and one of its days; blank customer: a guest
with several as (
    select customer_id, order_id
    from orders
    where revenue >= 0
    group by customer_id, order_id
    having cast(min(ordered_at) as date) < cast(max(ordered_at) as date)
)
select distinct orders.customer_id, orders.order_id, cast(orders.ordered_at as date) as day
from orders
inner join several
    on several.order_id = orders.order_id and several.customer_id is not distinct from orders.customer_id
where orders.revenue >= 0
