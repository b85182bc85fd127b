-- grain: one customer who ordered in the window, with their tier and their cluster
-- Points and centres are standard scores, a measure that is not known being the mean. others[n] says of each cluster
-- whether it is of another tier than the nth. Below break-even there is no cluster, nor where limits take the place of
-- clusters.
-- Who brought no revenue is never Platinum, whatever credits they have: they are of the next tier.
with points as (
    select
        *,
        array_value(
            coalesce((profit_feature - $means[1]) * $by[1], 0),
            coalesce((value_feature - $means[2]) * $by[2], 0),
            coalesce((recency_feature - $means[3]) * $by[3], 0),
            coalesce((frequency_feature - $means[4]) * $by[4], 0),
            coalesce((mix_feature - $means[5]) * $by[5], 0),
            coalesce((trend_feature - $means[6]) * $by[6], 0)
        ) as point
    from query_table($features)
),
measured as (
    select
        *,
        case
            when profit >= 0 and contribution >= 0
                then list_transform(
                        cast($centres as double[6][]), lambda centre: array_distance(point, centre)
                    )
        end as distances
    from points
),
nearest as (
    select *, list_min(distances) as distance, list_position(distances, list_min(distances)) as cluster
    from measured
),
others as (
    select
        *,
        list_where(distances, $others[cluster]) as other_distances,
        list_where($tiers, $others[cluster]) as other_tiers
    from nearest
),
tiered as (
    select
        *,
        case
            when contribution < 0 then 'Tin'
            when profit < 0 then 'Bronze'
            when cluster is not null then $tiers[cluster]
            when profit >= $high and coalesce(value_to_customer >= $value, true) then 'Platinum'
            when profit < $low and coalesce(value_to_customer < $value, true) then 'Silver'
            else 'Gold'
        end as nearest_tier,
        other_tiers[list_position(other_distances, list_min(other_distances))] as other_tier
    from others
)
select
    tiered.* exclude (
        contribution_before, purchases_before, profit_scale, profit_feature, value_feature, recency_feature,
        frequency_feature, mix_feature, trend_feature, point, distances, distance, cluster,
        other_distances, other_tiers, nearest_tier, other_tier
    ),
    case
        when nearest_tier = 'Platinum' and revenue <= 0 then coalesce(other_tier, 'Gold')
        else nearest_tier
    end as tier,
    cluster,
    other_tier as next_tier,
    distance / nullif(list_min(other_distances), 0) as doubt,
    customers.name,
    customers.region
from tiered
left join known_customers as customers on customers.customer_id = tiered.customer_id
