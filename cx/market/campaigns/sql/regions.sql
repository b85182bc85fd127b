-- grain: a person who was sent a mail or held out
select customer_id, min(region) as name
from query_table($people)
group by customer_id
