-- grain: one customer who ordered in the window, with every measure a tier is made of
-- Who only gave back in the window bought last before it, if ever: only for them is there a look at all days.
with earlier as (
    select customer_id, max(day) as last_on
    from purchase_days
    where
        purchases > 0
        and day <= cast($as_of as date)
        and customer_id in (select customer_id from query_table($now) where last_on is null)
    group by customer_id
),
facts as (
    select
        now.* exclude (last_on),
        case when $before_known then coalesce(before.profit, 0) end as profit_before,
        breadth, satisfaction, mix_distance,
        case when people.first_order_on <= cast($as_of as date) then people.first_order_on end as first_on,
        case
            when people.first_touch_on <= people.first_order_on and people.first_touch_on <= cast($as_of as date)
                then people.first_touch_channel
        end as channel,
        date_diff('day', coalesce(now.last_on, earlier.last_on), cast($as_of as date)) as recency_days,
        date_diff('day', first_on, cast($as_of as date)) as tenure_days,
        now.discount / nullif(now.discount + greatest(now.revenue, 0), 0) as discount_share
    from query_table($now) as now
    left join query_table($before) as before on before.customer_id = now.customer_id
    left join query_table($signs) as signs on signs.customer_id = now.customer_id
    left join people on people.person_id = now.customer_id
    left join earlier on earlier.customer_id = now.customer_id
    where now.who = 'customer'
),
moments as (
    select
        avg(satisfaction) as mean_satisfaction, nullif(stddev_pop(satisfaction), 0) as spread_satisfaction,
        avg(ln(1 + breadth)) as mean_breadth, nullif(stddev_pop(ln(1 + breadth)), 0) as spread_breadth,
        avg(tenure_days) as mean_tenure, nullif(stddev_pop(tenure_days), 0) as spread_tenure,
        avg(discount_share) as mean_discount, nullif(stddev_pop(discount_share), 0) as spread_discount,
        avg(ln(1 + times_served)) as mean_service, nullif(stddev_pop(ln(1 + times_served)), 0) as spread_service
    from facts
),
signs as (
    select
        facts.*,
        (satisfaction - mean_satisfaction) / spread_satisfaction as satisfaction_sign,
        (ln(1 + breadth) - mean_breadth) / spread_breadth as breadth_sign,
        (tenure_days - mean_tenure) / spread_tenure as tenure_sign,
        (discount_share - mean_discount) / spread_discount as discount_sign,
        (ln(1 + times_served) - mean_service) / spread_service as service_sign
    from facts
    cross join moments
),
valued as (
    select
        *,
        (coalesce(satisfaction_sign, 0) + coalesce(breadth_sign, 0) + coalesce(tenure_sign, 0)
            + coalesce(discount_sign, 0) + coalesce(service_sign, 0))
        / nullif(
            cast(satisfaction_sign is not null as integer) + cast(breadth_sign is not null as integer)
            + cast(tenure_sign is not null as integer) + cast(discount_sign is not null as integer)
            + cast(service_sign is not null as integer), 0
        ) as value_to_customer
    from signs
),
scaled as (
    select
        *,
        coalesce($profit_scale, (select median(profit) from valued where profit > 0), 1) as profit_scale
    from valued
)
select
    customer_id, revenue, cost_of_goods, cost_to_serve, contribution, fixed_cost_share, profit, profit_before,
    purchases, contacts, tickets, returned, discount_share, satisfaction, breadth, times_served,
    first_on, channel, recency_days, tenure_days, mix_distance, value_to_customer, profit_scale,
    asinh(profit / profit_scale) as profit_feature,
    value_to_customer as value_feature,
    ln(1 + coalesce(recency_days, 0)) as recency_feature,
    ln(1 + purchases) as frequency_feature,
    mix_distance as mix_feature,
    asinh(profit / profit_scale) - asinh(profit_before / profit_scale) as trend_feature
from scaled
