-- grain: one row: complaints opened before the last $days days that are still open at the end of the day
select count(*) as complaints
from tickets
left join known_customers as customers on customers.customer_id = tickets.customer_id
where
    lower(tickets.kind) = 'complaint'
    and tickets.opened_at < cast($as_of as date) - cast($days as integer) + 1
    and (
        tickets.resolved_at is null or tickets.resolved_at >= cast($as_of as date) + 1
        or tickets.reopened_at > tickets.resolved_at and tickets.reopened_at < cast($as_of as date) + 1
    )
    and ($region is null or customers.region = $region)
    and (
        $segment is null
        or tickets.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
