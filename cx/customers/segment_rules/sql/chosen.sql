-- grain: one customer of a rule, of the region and the segment that are chosen
select buyers.*
from query_table($members) as members
inner join query_table($buyers) as buyers on buyers.customer_id = members.customer_id
where ($region is null or buyers.region = $region)
    and (
        $segment is null
        or buyers.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
