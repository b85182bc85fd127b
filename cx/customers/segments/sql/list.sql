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
)
select * exclude (x_dot, y_dot)
from dotted
where $x_from is null or (x_dot between $x_from and $x_to and y_dot between $y_from and $y_to)
order by profit desc, customer_id
limit $limit
