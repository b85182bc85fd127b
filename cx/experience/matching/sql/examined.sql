-- grain: a first event whose 180 days are over in the data: at most $most of them, by hash
select events.case_id, events.customer_id, events.day, coalesce(customers.region, '') as region
from query_table($events) as events
left join known_customers as customers on customers.customer_id = events.customer_id
where events.is_first and events.day + 180 <= (select max(day) from purchase_days)
order by md5(events.case_id), events.case_id
limit $most
