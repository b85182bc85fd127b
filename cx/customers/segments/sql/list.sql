-- grain: one listed customer of the selection, best profit first
with dotted as (
    select
        placed.*,
        $x_unit * sinh($x_step * round(asinh(cast(struct_extract(placed, $x) as double) / $x_unit) / $x_step)) as x_dot,
        $y_unit * sinh($y_step * round(asinh(cast(struct_extract(placed, $y) as double) / $y_unit) / $y_step)) as y_dot
    from query_table($placed) as placed
    where ($region is null or region = $region)
        and (
            $segment is null
            or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
        and ($since is null or recency_days <= date_diff('day', cast($since as date), cast($until as date)))
        and list_contains($tiers, tier)
),
chosen as (
    select * exclude (x_dot, y_dot)
    from dotted
    where $x_from is null or (x_dot between $x_from and $x_to and y_dot between $y_from and $y_to)
    order by profit desc, customer_id
    limit $limit
),
months as (
    select
        orders.customer_id,
        date_diff('month', cast($window_since as date), cast(ordered_at as date)) as month,
        sum(cast(orders.revenue as double)) as revenue
    from orders
    inner join chosen on chosen.customer_id = orders.customer_id
    where ordered_at >= cast($window_since as date) and ordered_at < cast($until as date) + 1
    group by orders.customer_id, date_diff('month', cast($window_since as date), cast(ordered_at as date))
),
curves as (
    select customer_id, map(list(month), list(revenue)) as by_month
    from months
    group by customer_id
)
select
    chosen.*,
    list_transform(
        range(0, date_diff('month', cast($window_since as date), cast($until as date)) + 1),
        lambda month: coalesce(by_month[month], 0)
    ) as curve
from chosen
left join curves on curves.customer_id = chosen.customer_id
order by profit desc, chosen.customer_id
