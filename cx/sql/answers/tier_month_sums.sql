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
order_counts as (
    select
        members.tier,
        members.region,
        cast(date_trunc('month', purchase_days.day) as date) as month,
        sum(purchase_days.purchases) as orders
    from purchase_days
    inner join members on members.customer_id = purchase_days.customer_id
    where purchase_days.day >= cast($since as date) and purchase_days.day <= cast($until as date)
    group by members.tier, members.region, cast(date_trunc('month', purchase_days.day) as date)
)
select lines.*, coalesce(order_counts.orders, 0) as orders
from lines
left join order_counts
    on order_counts.tier = lines.tier
    and order_counts.region is not distinct from lines.region
    and order_counts.month = lines.month
