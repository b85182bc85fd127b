-- grain: one row; customers who said why they left
select count(distinct customer_id) as n
from churn_reasons
where left_on between cast($since as date) and cast($as_of as date)
