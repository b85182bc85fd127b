-- grain: a mood and a subject, blank where the question had none; how many comments, of how many customers
select mood, subject, count(*) as comments, count(customer_id) as known, count(distinct customer_id) as customers
from query_table($said)
group by mood, subject
order by mood, subject
