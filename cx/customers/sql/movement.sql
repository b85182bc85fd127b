-- grain: one customer who is in a tier at the earlier date, at the later one, or at both
-- alone: the earlier date placed by the later date's model. A change of tier is the customer's only if that model sees
-- it too.
with first_lines as (
    select customer_id, min(day) as first_on
    from purchase_days
    group by customer_id
),
paired as (
    select
        coalesce(later.customer_id, earlier.customer_id) as customer_id,
        coalesce(later.name, earlier.name) as name,
        coalesce(later.region, earlier.region) as region,
        earlier.tier as earlier_tier,
        later.tier as later_tier,
        list_position($tiers, earlier.tier) as earlier_place,
        list_position($tiers, alone.tier) as alone_place,
        list_position($tiers, later.tier) as later_place,
        coalesce(later.doubt, 0) as doubt,
        coalesce(earlier.profit, 0) as profit_before,
        coalesce(later.profit, 0) as profit_after,
        coalesce(earlier.purchases, 0) as purchases_before,
        coalesce(later.purchases, 0) as purchases_after,
        coalesce(
            later.recency_days,
            earlier.recency_days + date_diff('day', cast($before as date), cast($as_of as date))
        )
            as recency_days
    from query_table($earlier) as earlier
    full join query_table($later) as later on later.customer_id = earlier.customer_id
    left join query_table($alone) as alone on alone.customer_id = earlier.customer_id
)
select
    paired.customer_id,
    name,
    region,
    coalesce(
        earlier_tier, case when first_lines.first_on > cast($before as date) then 'New' else 'Came back' end
    ) as tier_before,
    coalesce(later_tier, 'Lost') as tier_after,
    case
        when earlier_tier is null and first_lines.first_on > cast($before as date) then 'New'
        when earlier_tier is null then 'Came back'
        when later_tier is null then 'Lost'
        when later_place <> earlier_place and sign(later_place - alone_place) <> sign(later_place - earlier_place)
            then 'Reclassified'
        when later_place <> earlier_place and doubt >= $borderline then 'Borderline'
        when later_place < earlier_place then 'Up a tier'
        when later_place > earlier_place then 'Down a tier'
        when profit_after > profit_before then 'Up inside'
        when profit_after < profit_before then 'Down inside'
        else 'Unchanged'
    end as direction,
    profit_before,
    profit_after,
    profit_after - profit_before as change,
    purchases_before,
    purchases_after,
    recency_days
from paired
left join first_lines on first_lines.customer_id = paired.customer_id
