-- grain: a tier and a month of the window
with lines as (
    select
        tier,
        cast(date_trunc('month', ordered_at) as date) as month,
        orders.customer_id,
        order_id,
        cast(orders.revenue as double)
            - coalesce(cast(cost as double), (1 - $gross_margin) * cast(orders.revenue as double)) as margin,
        orders.revenue >= 0 as purchase
    from orders
    join query_table($placed) as placed on placed.customer_id = orders.customer_id
    where ordered_at >= cast($since as date) and ordered_at < cast($until as date) + 1
        and ($region is null or placed.region = $region)
        and ($segment is null or placed.customer_id in (select customer_id from saved_segment_members where name = $segment))
)
select
    tier,
    month,
    sum(margin) - $cost_per_order * count(distinct case when purchase then (customer_id, order_id) end) as contribution
from lines
group by tier, month
order by tier, month
