-- grain: a tier, a region of its customers and a month of the window
with members as (
    select customer_id, tier, region
    from query_table($placed)
    where $segment is null or customer_id in (select customer_id from saved_segment_members where name = $segment)
),
lines as (
    select
        members.tier,
        members.region,
        cast(date_trunc('month', orders.ordered_at) as date) as month,
        cast(sum(orders.revenue) as double) as revenue,
        cast(coalesce(sum(orders.cost), 0) as double) as known_cost,
        cast(coalesce(sum(case when orders.cost is null then orders.revenue end), 0) as double) as revenue_without_cost
    from orders
    inner join members on members.customer_id = orders.customer_id
    where orders.ordered_at >= cast($since as date) and orders.ordered_at < cast($until as date) + 1
    group by members.tier, members.region, cast(date_trunc('month', orders.ordered_at) as date)
),
ordered as (
    select customer_id, day, 1 as orders
    from purchase_days
    where purchases > 0
    union all
    select customer_id, day, orders
    from extra_orders
    union all
    select customer_id, min(day), 1 - count(*)
    from query_table($split)
    where day >= cast($since as date) and day <= cast($until as date)
    group by customer_id, order_id, date_trunc('month', day)
),
order_counts as (
    select members.tier, members.region, cast(date_trunc('month', ordered.day) as date) as month, sum(ordered.orders) as orders
    from ordered
    inner join members on members.customer_id = ordered.customer_id
    where ordered.day >= cast($since as date) and ordered.day <= cast($until as date)
    group by members.tier, members.region, cast(date_trunc('month', ordered.day) as date)
)
select lines.*, coalesce(order_counts.orders, 0) as orders
from lines
left join order_counts
    on order_counts.tier = lines.tier
    and order_counts.region is not distinct from lines.region
    and order_counts.month = lines.month
