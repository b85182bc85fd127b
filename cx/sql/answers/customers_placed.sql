-- grain: one customer who ordered in the window, with their tier and their cluster
with centres as (
    select unnest($centres, recursive := true)
),
distances as (
    select
        customer_id,
        centres.cluster,
        centres.tier,
        sqrt(
            power((coalesce(profit_feature, mean_profit) - centres.profit) * by_profit, 2)
            + power((coalesce(value_feature, mean_value) - centres.value) * by_value, 2)
            + power((coalesce(recency_feature, mean_recency) - centres.recency) * by_recency, 2)
            + power((coalesce(frequency_feature, mean_frequency) - centres.frequency) * by_frequency, 2)
            + power((coalesce(mix_feature, mean_mix) - centres.mix) * by_mix, 2)
            + power((coalesce(trend_feature, mean_trend) - centres.trend) * by_trend, 2)
        ) as distance
    from query_table($features) as features
    cross join centres
    where features.profit >= 0
),
nearest as (
    select
        customer_id,
        arg_min(cluster, (distance, cluster)) as cluster,
        arg_min(tier, (distance, cluster)) as tier,
        min(distance) as distance
    from distances
    group by customer_id
),
next_best as (
    select
        distances.customer_id,
        arg_min(distances.tier, (distances.distance, distances.cluster)) as tier,
        min(distances.distance) as distance
    from distances
    join nearest on nearest.customer_id = distances.customer_id and nearest.tier <> distances.tier
    group by distances.customer_id
),
named as (
    select
        customer_id,
        name,
        region,
        row_number() over (partition by customer_id order by upload_id desc, line desc) as place
    from customers
)
select
    features.* exclude (
        profit_scale, profit_feature, value_feature, recency_feature, frequency_feature, mix_feature, trend_feature
    ),
    case
        when features.contribution < 0 then 'Tin'
        when features.profit < 0 then 'Bronze'
        else nearest.tier
    end as tier,
    case when features.profit >= 0 then nearest.cluster end as cluster,
    case when features.profit >= 0 then next_best.tier end as next_tier,
    case when features.profit >= 0 then nearest.distance / nullif(next_best.distance, 0) end as doubt,
    case when first_touch_on <= first_order_on and first_touch_on <= cast($as_of as date) then people.first_touch_channel end as channel,
    named.name,
    named.region
from query_table($features) as features
left join nearest on nearest.customer_id = features.customer_id
left join next_best on next_best.customer_id = features.customer_id
left join people on people.person_id = features.customer_id
left join named on named.customer_id = features.customer_id and named.place = 1
