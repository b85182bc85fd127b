-- grain: one customer who ordered in the window, with their tier and their cluster
with measured as (
    select
        customer_id,
        list_transform($centres, lambda centre: {
            'distance': sqrt(
                power((coalesce(profit_feature, centre.mean_profit) - centre.profit) * centre.by_profit, 2)
                + power((coalesce(value_feature, centre.mean_value) - centre.value) * centre.by_value, 2)
                + power((coalesce(recency_feature, centre.mean_recency) - centre.recency) * centre.by_recency, 2)
                + power((coalesce(frequency_feature, centre.mean_frequency) - centre.frequency) * centre.by_frequency, 2)
                + power((coalesce(mix_feature, centre.mean_mix) - centre.mix) * centre.by_mix, 2)
                + power((coalesce(trend_feature, centre.mean_trend) - centre.trend) * centre.by_trend, 2)
            ),
            'cluster': centre.cluster,
            'tier': centre.tier
        }) as ways
    from query_table($features)
    where profit >= 0
),
nearest as (
    select customer_id, ways, list_min(ways) as way
    from measured
),
stood as (
    select customer_id, way, list_min(list_filter(ways, lambda other: other.tier <> way.tier)) as next_way
    from nearest
)
select
    features.* exclude (
        profit_scale, profit_feature, value_feature, recency_feature, frequency_feature, mix_feature, trend_feature
    ),
    case
        when features.contribution < 0 then 'Tin'
        when features.profit < 0 then 'Bronze'
        else stood.way.tier
    end as tier,
    stood.way.cluster as cluster,
    stood.next_way.tier as next_tier,
    stood.way.distance / nullif(stood.next_way.distance, 0) as doubt,
    case when first_touch_on <= first_order_on and first_touch_on <= cast($as_of as date) then people.first_touch_channel end as channel,
    latest_customers.name,
    latest_customers.region
from query_table($features) as features
left join stood on stood.customer_id = features.customer_id
left join people on people.person_id = features.customer_id
left join latest_customers on latest_customers.customer_id = features.customer_id
