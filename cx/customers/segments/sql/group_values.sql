-- grain: one customer of the group with every measure; read only for groups small enough to resample
select
    placed.revenue, profit, contribution, cost_to_serve, profit_before, returned,
    cast(purchases as double) as purchases,
    cast(contacts as double) as contacts,
    cast(tickets as double) as tickets,
    cast(breadth as double) as breadth,
    cast(recency_days as double) as recency_days,
    cast(tenure_days as double) as tenure_days,
    discount_share, satisfaction, mix_distance, value_to_customer
from query_table($placed) as placed
semi join query_table($group) as chosen on chosen.customer_id = placed.customer_id
order by placed.customer_id
