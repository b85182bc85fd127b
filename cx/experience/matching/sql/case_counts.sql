-- grain: an outcome of first events, or those whose 180 days are not over on the day
select
    case
        when events.day + 180 <= cast($as_of as date) then events.outcome
        else 'window not over'
    end as outcome,
    count(*) as cases
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
group by 1
