-- grain: a customer and a day with an order line, returns included; guests have no row
-- reads: orders, split_orders
-- purchases counts the orders placed on the day: an order stands on its first day alone, a return is none. revenue is
-- that of the day's own lines; known_cost is the cost that they say, revenue_without_cost that of lines without one.
-- Nearly every day has lines of one order; only the others are looked at again, and the later days of split orders.
with days as (
    select
        customer_id,
        cast(ordered_at as date) as day,
        max(case when revenue >= 0 then 1 else 0 end) as purchases,
        cast(sum(revenue) as double) as revenue,
        cast(coalesce(sum(cost), 0) as double) as known_cost,
        cast(coalesce(sum(case when cost is null then revenue end), 0) as double) as revenue_without_cost,
        min(order_id) = max(order_id) as is_one_order
    from orders
    where customer_id is not null
    group by customer_id, cast(ordered_at as date)
),
further as (
    select orders.customer_id, cast(orders.ordered_at as date) as day, count(distinct orders.order_id) - 1 as orders
    from orders
    inner join days
        on days.customer_id = orders.customer_id
        and days.day = cast(orders.ordered_at as date)
        and not days.is_one_order
    where orders.revenue >= 0
    group by orders.customer_id, cast(orders.ordered_at as date)
    union all
    select orders.customer_id, cast(orders.ordered_at as date), -count(distinct orders.order_id)
    from orders
    inner join split_orders
        on split_orders.customer_id = orders.customer_id and split_orders.order_id = orders.order_id
    where orders.revenue >= 0 and cast(orders.ordered_at as date) > split_orders.first_on
    group by orders.customer_id, cast(orders.ordered_at as date)
),
corrections as (
    select customer_id, day, sum(orders) as orders
    from further
    group by customer_id, day
    having sum(orders) <> 0
)
select
    days.customer_id,
    days.day,
    cast(days.purchases + coalesce(corrections.orders, 0) as bigint) as purchases,
    days.revenue,
    days.known_cost,
    days.revenue_without_cost
from days
left join corrections on corrections.customer_id = days.customer_id and corrections.day = days.day
