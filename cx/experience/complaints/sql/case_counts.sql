-- grain: an outcome of first complaints, or those whose 180 days are not over on the day
select
    case
        when complaints.day + 180 <= cast($as_of as date) then complaints.outcome
        else 'window not over'
    end as outcome,
    count(*) as cases
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
group by 1
