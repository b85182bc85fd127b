-- grain: one row: places of matched customers beside the cases, and the different people in them
select count(*) as places, count(distinct pairs.customer_id) as people
from query_table($pairs) as pairs
inner join query_table($profiles) as profiles on profiles.case_id = pairs.case_id
where
    profiles.day + 180 <= cast($as_of as date)
    and ($region is null or profiles.region = $region)
    and (
        $segment is null
        or profiles.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
