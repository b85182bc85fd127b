-- grain: one chosen customer, best profit first, who did not order in the 12 months last; totals are of all
select
    chosen.*,
    placed.tier, placed.profit, placed.revenue, placed.purchases, placed.cost_to_serve, placed.contribution,
    placed.fixed_cost_share, placed.satisfaction,
    count(*) over () as customers,
    coalesce(sum(placed.profit) over (), 0) as profit_of_all
from query_table($chosen) as chosen
left join query_table($placed) as placed on placed.customer_id = chosen.customer_id
order by placed.profit desc nulls last, chosen.customer_id
limit $limit
