-- grain: a slice of customers from best to worst, and a tier in it
with ranked as (
    select
        tier,
        (row_number() over (order by profit desc, customer_id) - 1) * least($slices, count(*) over ())
        // count(*) over () as slice
    from query_table($placed)
    where ($region is null or region = $region)
        and (
            $segment is null
            or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
)
select slice, tier, count(*) as customers
from ranked
group by slice, tier
order by slice, tier
