-- grain: one customer who ordered up to the date
select customer_id
from query_table($buyers)
