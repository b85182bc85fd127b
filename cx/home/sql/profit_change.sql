-- grain: one row: how many customers are in a tier at either date, and the squares of the changes of their profit
select
    count(*) as customers,
    coalesce(sum(power(coalesce(later.profit, 0) - coalesce(earlier.profit, 0), 2)), 0) as squares
from query_table($later) as later
full outer join query_table($earlier) as earlier on earlier.customer_id = later.customer_id
where ($region is null or coalesce(later.region, earlier.region) = $region)
    and (
        $segment is null
        or coalesce(later.customer_id, earlier.customer_id) in (
            select customer_id
            from query_table(coalesce($segment, 'saved_segment_members'))
        )
    )
