-- grain: a customer and a day on which they placed several orders: how many beyond the first; blank customer: a day's orders of guests
-- reads: orders, purchase_days
-- A customer's orders are their purchase days and these; returns are no orders. An order number on several days counts on
-- each: who adds up days takes the doubles away again, see split_orders.
with several as (
    select
        orders.customer_id as customer_id,
        cast(orders.ordered_at as date) as day,
        count(distinct orders.order_id) - 1 as orders
    from orders
    inner join purchase_days
        on purchase_days.customer_id = orders.customer_id
        and purchase_days.day = cast(orders.ordered_at as date)
        and not purchase_days.is_one_order
    where orders.revenue >= 0
    group by orders.customer_id, cast(orders.ordered_at as date)
),
guests as (
    select cast(ordered_at as date) as day, count(distinct order_id) as orders
    from orders
    where customer_id is null and revenue >= 0
    group by cast(ordered_at as date)
)
select customer_id, day, orders
from several
where orders > 0
union all
select null, day, orders
from guests
