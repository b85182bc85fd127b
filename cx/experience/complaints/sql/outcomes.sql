-- grain: a group of complaints whose 30 days are over on the day
select
    struct_extract(complaints, $by) as "group",
    count(*) as complaints,
    count(case when complaints.outcome = 'helped' then 1 end) as helped,
    count(case when complaints.outcome <> 'not asked' then 1 end) as due
from query_table($complaints) as complaints
left join known_customers as customers on customers.customer_id = complaints.customer_id
where
    complaints.day + 30 <= cast($as_of as date)
    and ($region is null or customers.region = $region)
    and (
        $segment is null
        or complaints.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
group by struct_extract(complaints, $by)
order by count(*) desc, "group"
