-- grain: a tier, or everybody: customers and profit at either date, and the squares of each customer's changes
with sides as (
    select
        later.tier as tier_after,
        earlier.tier as tier_before,
        coalesce(later.profit, 0) as profit_after,
        coalesce(earlier.profit, 0) as profit_before
    from query_table($later) as later
    full outer join query_table($earlier) as earlier on earlier.customer_id = later.customer_id
    where ($region is null or coalesce(later.region, earlier.region) = $region)
        and (
            $segment is null
            or coalesce(later.customer_id, earlier.customer_id) in (
                select customer_id
                from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
),
tiers as (
    select unnest($tiers) as tier
),
members as (
    select
        tiers.tier,
        case when sides.tier_after is not null and tiers.tier in ($everybody, sides.tier_after) then 1 else 0 end
            as is_now,
        case when sides.tier_before is not null and tiers.tier in ($everybody, sides.tier_before) then 1 else 0 end
            as was_before,
        sides.profit_after,
        sides.profit_before
    from tiers
    cross join sides
)
select
    tier,
    cast(sum(is_now) as bigint) as customers,
    cast(sum(was_before) as bigint) as customers_before,
    cast(sum(power(is_now - was_before, 2)) as double) as customers_squares,
    sum(profit_after * is_now) as profit,
    sum(profit_before * was_before) as profit_before,
    sum(power(profit_after * is_now - profit_before * was_before, 2)) as profit_squares
from members
group by tier
order by tier
