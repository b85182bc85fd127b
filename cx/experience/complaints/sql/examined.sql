-- grain: a first complaint whose 180 days are over in the data: at most $most of them, by hash
select complaints.case_id, complaints.customer_id, complaints.day, coalesce(customers.region, '') as region
from query_table($complaints) as complaints
left join known_customers as customers on customers.customer_id = complaints.customer_id
where complaints.is_first and complaints.day + 180 <= (select max(day) from purchase_days)
order by md5(complaints.case_id), complaints.case_id
limit $most
