-- grain: one row: the day on which the 180 days of the $place-th first event are over; none where there are fewer
select events.day + 180 as day
from query_table($events) as events
left join known_customers as customers on customers.customer_id = events.customer_id
where
    events.is_first
    and events.day <= cast($as_of as date)
    and ($region is null or customers.region = $region)
    and (
        $segment is null
        or events.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
order by events.day
limit 1 offset cast($place as integer) - 1
