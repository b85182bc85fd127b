-- grain: one listed customer of a rule, best profit first, who did not order in the 12 months last; totals are of all
with chosen as (
    select
        buyers.*,
        placed.tier, placed.profit, placed.revenue, placed.purchases, placed.cost_to_serve, placed.contribution,
        placed.fixed_cost_share, placed.satisfaction
    from query_table($members) as members
    inner join query_table($buyers) as buyers on buyers.customer_id = members.customer_id
    left join query_table($placed) as placed on placed.customer_id = members.customer_id
    where ($region is null or buyers.region = $region)
        and (
            $segment is null
            or buyers.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
)
select *, count(*) over () as customers, coalesce(sum(profit) over (), 0) as profit_of_all
from chosen
order by profit desc nulls last, customer_id
limit $limit
