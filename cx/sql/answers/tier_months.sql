-- grain: a tier and a month of the window
select
    tier,
    month,
    sum(revenue) - sum(known_cost) - (1 - $gross_margin) * sum(revenue_without_cost) - $cost_per_order * sum(orders) as contribution
from query_table($sums)
where $region is null or region = $region
group by tier, month
order by tier, month
