-- grain: a state of customers with how many there are
select state, count(*) as customers
from query_table($standing)
group by state
