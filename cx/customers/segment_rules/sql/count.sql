-- grain: one row: how many customers are chosen, how many of them ordered in the 12 months, and their profit
select
    count(*) as customers,
    count(placed.tier) as active,
    coalesce(sum(placed.profit), 0) as profit
from query_table($chosen) as chosen
left join query_table($placed) as placed on placed.customer_id = chosen.customer_id
