-- grain: a tier at the earlier date and a tier at the later one
select
    tier_before,
    tier_after,
    count(*) as customers,
    sum(profit_before) as profit_before,
    sum(profit_after) as profit_after,
    sum(change) as change
from query_table($moved)
group by tier_before, tier_after
