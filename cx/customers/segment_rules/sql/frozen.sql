-- grain: one customer of a rule at its date
select customer_id
from query_table($found)
