-- grain: a topic, and '' for all requests together, with the customers who asked
select topic, count(distinct customer_id) as customers
from query_table($asked)
where topic <> ''
group by topic
union all
select '' as topic, count(distinct customer_id) as customers
from query_table($asked)
