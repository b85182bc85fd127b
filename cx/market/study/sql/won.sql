-- grain: a customer won and a month of 30 days since their first order, with its margin
-- Customers whose first order lies 365 to 730 days before $as_of. Margin: revenue less cost of goods, and cost per
-- order; what has no cost is taken at the gross margin.
with won as (
    select person_id as customer_id, first_order_on, first_touch_channel as channel
    from people
    where
        first_order_on between cast($as_of as date) - 729 and cast($as_of as date) - 365
        and first_touch_channel is not null and first_touch_on <= first_order_on
        and (
            $category is null
            or person_id in (
                select bought.customer_id
                from orders as bought
                inner join products on products.product_id = bought.product_id and products.category = $category
                where cast(bought.ordered_at as date) = people.first_order_on
            )
        )
)
select
    won.channel,
    won.customer_id,
    least(11, date_diff('day', won.first_order_on, cast(orders.ordered_at as date)) // 30) as month,
    sum(cast(orders.revenue as double) - coalesce(
        cast(orders.cost as double), (1 - $gross_margin) * cast(orders.revenue as double)
    )) - $cost_per_order * count(distinct case when orders.revenue >= 0 then orders.order_id end) as margin
from won
inner join orders
    on orders.customer_id = won.customer_id
    and cast(orders.ordered_at as date) between won.first_order_on and won.first_order_on + 364
group by won.channel, won.customer_id, month
