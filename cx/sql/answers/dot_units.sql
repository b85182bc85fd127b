-- grain: one row: the money below which the scatter's axes run straight
select
    greatest(coalesce(quantile_cont(revenue, 0.02), 1), 0.01) as revenue_unit,
    greatest(coalesce(median(abs(profit)), 1), 0.01) / 3 as profit_unit
from query_table($features)
