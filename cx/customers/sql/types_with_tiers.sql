-- grain: one customer who ordered in the window, with type, signs, tier and profit
select typed.*, placed.name, placed.region, placed.tier, placed.profit, placed.recency_days
from query_table($typed) as typed
inner join query_table($placed) as placed on placed.customer_id = typed.customer_id
