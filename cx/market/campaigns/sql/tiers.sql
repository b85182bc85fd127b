-- grain: a customer with a tier
select customer_id, tier as name from query_table($placed)
