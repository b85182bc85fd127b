-- grain: one listed customer, the largest change of profit first
select *, count(*) over () as customers, sum(change) over () as change_of_all
from query_table($moved)
where ($tier_before is null or tier_before = $tier_before)
    and ($tier_after is null or tier_after = $tier_after)
    and ($directions is null or list_contains($directions, direction))
order by abs(change) desc, customer_id
limit $limit
