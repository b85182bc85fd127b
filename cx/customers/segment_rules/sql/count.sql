-- grain: one row: how many customers a rule holds, how many of them ordered in the 12 months, and their profit
select
    count(*) as customers,
    count(placed.tier) as active,
    coalesce(sum(placed.profit), 0) as profit
from query_table($members) as members
inner join query_table($buyers) as buyers on buyers.customer_id = members.customer_id
left join query_table($placed) as placed on placed.customer_id = members.customer_id
where ($region is null or buyers.region = $region)
    and (
        $segment is null
        or buyers.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
