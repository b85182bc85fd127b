-- grain: a customer with their next offers, most purchases first
select
    everyone.customer_id, known.name, known.region,
    coalesce(wide.purchases, 0) as purchases,
    wide.* exclude (customer_id, purchases),
    count(*) over () as customers
from query_table($everyone) as everyone
inner join query_table($wide) as wide on wide.customer_id = everyone.customer_id
left join known_customers as known on known.customer_id = everyone.customer_id
where
    ($region is null or known.region = $region)
    and (
        $segment is null
        or everyone.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
order by wide.purchases desc nulls last, everyone.customer_id
limit $limit
