-- grain: a dot of the scatter and a tier
select revenue_dot, profit_dot, tier, count(*) as customers, sum(profit) as profit
from query_table($placed)
where ($region is null or region = $region)
    and ($segment is null or customer_id in (select customer_id from saved_segment_members where name = $segment))
    and ($since is null or recency_days <= date_diff('day', cast($since as date), cast($as_of as date)))
group by revenue_dot, profit_dot, tier
order by customers desc
