-- grain: one row: promises made from $since on whose dates cannot be true, that were kept without a day to be kept by,
-- and whose customer is not known
select
    count(case when is_impossible then 1 end) as impossible,
    count(case when not is_impossible and state = 'given' and kept_on is not null then 1 end) as undated,
    count(case when customer_id is null then 1 end) as of_nobody,
    count(*) as promises
from query_table($states)
where
    made_on >= cast($since as date)
    and ($region is null or region = $region)
    and (
        $segment is null
        or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
