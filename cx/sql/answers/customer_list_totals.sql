-- grain: one row: the whole selection, listed or not
select count(*) as customers, coalesce(sum(profit), 0) as profit
from query_table($placed)
where list_contains($tiers, tier)
    and ($region is null or region = $region)
    and ($segment is null or customer_id in (select customer_id from saved_segment_members where name = $segment))
    and ($since is null or recency_days <= date_diff('day', cast($since as date), cast($until as date)))
    and revenue_dot between $revenue_from and $revenue_to
    and profit_dot between $profit_from and $profit_to
