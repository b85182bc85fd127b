-- grain: one customer who ordered in the window, with every measure a tier is made of
-- A usual gap is the mean gap between order days up to $as_of; of fewer than two gaps nothing is usual, so all
-- customers' is taken.
with rhythms as (
    select customer_id, count(*) - 1 as gaps, min(day) as first_on, max(day) as last_on
    from purchase_days
    where
        purchases > 0
        and day <= cast($as_of as date)
        and customer_id in (select customer_id from query_table($now) where who = 'customer')
    group by customer_id
),
company_rhythm as (
    select cast(sum(last_on - first_on) as double) / nullif(sum(gaps), 0) as usual_gap_days
    from rhythms
),
facts as (
    select
        now.* exclude (last_on),
        case when $before_known then coalesce(before.profit, 0) end as profit_before,
        case when $before_known then coalesce(before.contribution, 0) end as contribution_before,
        case when $before_known then coalesce(before.purchases, 0) end as purchases_before,
        breadth, satisfaction, mix_distance,
        rhythms.first_on,
        case
            when people.first_touch_on <= people.first_order_on and people.first_touch_on <= cast($as_of as date)
                then people.first_touch_channel
        end as channel,
        date_diff('day', rhythms.last_on, cast($as_of as date)) as recency_days,
        date_diff('day', rhythms.first_on, cast($as_of as date)) as tenure_days,
        case
            when gaps >= 2 then cast(rhythms.last_on - rhythms.first_on as double) / gaps
            else company_rhythm.usual_gap_days
        end as usual_gap_days,
        now.discount / nullif(now.discount + greatest(now.revenue, 0), 0) as discount_share
    from query_table($now) as now
    cross join company_rhythm
    left join query_table($before) as before on before.customer_id = now.customer_id
    left join query_table($signs) as signs on signs.customer_id = now.customer_id
    left join people on people.person_id = now.customer_id
    left join rhythms on rhythms.customer_id = now.customer_id
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
        (
            coalesce(satisfaction_sign, 0) + coalesce(breadth_sign, 0) + coalesce(tenure_sign, 0)
            + coalesce(discount_sign, 0) + coalesce(service_sign, 0)
        )
        / nullif(
            cast(satisfaction_sign is not null as integer) + cast(breadth_sign is not null as integer)
            + cast(tenure_sign is not null as integer) + cast(discount_sign is not null as integer)
            + cast(service_sign is not null as integer), 0
        ) as value_to_customer
    from signs
),
scaled as (
    -- trend_errors: the change of profit in standard errors, were each order an independent draw of the same worth
    select
        *,
        coalesce($profit_scale, (select median(profit) from valued where profit > 0), 1) as profit_scale,
        (profit - profit_before)
        / nullif((abs(contribution) + abs(contribution_before)) / sqrt(nullif(purchases + purchases_before, 0)), 0)
            as trend_errors
    from valued
)
select
    customer_id, revenue, cost_of_goods, cost_to_serve, contribution, fixed_cost_share, profit, profit_before,
    contribution_before, purchases_before,
    purchases, contacts, tickets, returned, discount_share, satisfaction, breadth, times_served,
    first_on, channel, recency_days, tenure_days, usual_gap_days, mix_distance, value_to_customer, profit_scale,
    asinh(profit / profit_scale) as profit_feature,
    value_to_customer as value_feature,
    greatest(least(recency_days / nullif(usual_gap_days, 0), 3) - 1, 0) as recency_feature,
    ln(1 + purchases) as frequency_feature,
    mix_distance as mix_feature,
    sign(trend_errors) * least(greatest(abs(trend_errors) - 1, 0), 2) as trend_feature
from scaled
