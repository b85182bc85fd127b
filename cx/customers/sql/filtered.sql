-- grain: as the kept table's: one customer, of those whom the shared filters leave
select *
from query_table($among)
where ($region is null or region = $region)
    and (
        $segment is null
        or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
    and ($since is null or recency_days <= date_diff('day', cast($since as date), cast($as_of as date)))
