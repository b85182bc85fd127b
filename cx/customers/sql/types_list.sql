-- grain: one listed customer, best profit first
select *, count(*) over () as customers, sum(profit) over () as profit_of_all
from query_table($among)
where list_contains($kinds, kind) and ($tier is null or tier = $tier)
order by profit desc, customer_id
limit $limit
