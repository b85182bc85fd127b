-- grain: a customer and a day with an order line, returns included; guests have no row
-- reads: orders
-- purchases counts the lines that are no return: a day is a purchase day when it is above 0.
-- is_one_order: all lines of the day carry one order number, told by its hash; extra_orders counts the orders of the others.
select
    customer_id,
    cast(ordered_at as date) as day,
    count(case when revenue >= 0 then 1 end) as purchases,
    cast(sum(revenue) as double) as revenue,
    min(hash(order_id)) = max(hash(order_id)) as is_one_order
from orders
where customer_id is not null
group by customer_id, cast(ordered_at as date)
