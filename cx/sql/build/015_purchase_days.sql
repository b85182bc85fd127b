-- grain: a customer and a day with an order line, returns included; guests have no row
-- reads: orders
-- purchases counts the lines that are no return: a day is a purchase day when it is above 0.
select
    customer_id,
    cast(ordered_at as date) as day,
    sum(case when revenue >= 0 then 1 else 0 end) as purchases,
    sum(cast(revenue as double)) as revenue
from orders
where customer_id is not null
group by customer_id, cast(ordered_at as date)
