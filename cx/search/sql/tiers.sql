-- grain: one of the customers asked for who has a tier
select customer_id, tier
from query_table($placed)
where list_contains($customers, customer_id)
