-- grain: a direction of movement
select
    direction,
    count(*) as customers,
    sum(profit_before) as profit_before,
    sum(profit_after) as profit_after,
    sum(change) as change
from query_table($moved)
group by direction
