-- grain: a dot of the scatter and a tier
select revenue_dot, profit_dot, tier, count(*) as customers, sum(profit) as profit
from query_table($placed)
where ($region is null or region = $region)
    and ($since is null or recency_days <= date_diff('day', cast($since as date), cast($as_of as date)))
group by revenue_dot, profit_dot, tier
order by customers desc
