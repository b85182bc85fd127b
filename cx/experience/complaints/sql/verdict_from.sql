-- grain: one row: the day on which the 180 days of the $place-th first complaint are over; none where there are fewer
select complaints.day + 180 as day
from query_table($complaints) as complaints
left join known_customers as customers on customers.customer_id = complaints.customer_id
where
    complaints.is_first
    and complaints.day <= cast($as_of as date)
    and ($region is null or customers.region = $region)
    and (
        $segment is null
        or complaints.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
order by complaints.day
limit 1 offset cast($place as integer) - 1
