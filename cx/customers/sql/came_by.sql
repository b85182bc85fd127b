-- grain: a person whose first touch came by $channel up to $as_of, of the segment where $segment names its members
-- Who had ordered before the first touch came by no channel. Who was reached and has not ordered came by it.
select person_id as customer_id
from people
where first_touch_channel = $channel
    and first_touch_on <= cast($as_of as date)
    and coalesce(first_touch_on <= first_order_on, true)
    and (
        $segment is null
        or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
