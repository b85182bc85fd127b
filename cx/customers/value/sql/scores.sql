-- grain: a customer who has ordered, with the purchases to come and what they leave
with cells as (
    select
        unnest(cast($repeats as integer[])) as repeats,
        unnest(cast($last_week as integer[])) as last_week,
        unnest(cast($age_weeks as integer[])) as age_weeks,
        unnest(cast($p_alive as double[])) as p_alive,
        unnest(cast($expected as double[])) as expected_purchases,
        unnest(cast($discounted as double[])) as discounted_purchases,
        unnest(cast($variance as double[])) as variance
),
margins as (
    select
        history.customer_id,
        history.purchases,
        history.repeats,
        history.last_week,
        history.age_weeks,
        history.last_on,
        history.recency_days,
        history.contribution_before,
        cells.p_alive,
        cells.expected_purchases,
        cells.discounted_purchases,
        cells.variance,
        history.purchases / ($k + history.purchases) as belief,
        $mean + history.purchases / ($k + history.purchases) * (history.contribution / history.purchases - $mean)
            as contribution_a_purchase
    from query_table($history) as history
    inner join cells
        on cells.repeats = history.repeats
        and cells.last_week = history.last_week
        and cells.age_weeks = history.age_weeks
)
select
    * exclude (belief, variance),
    cast($months as integer) as months,
    cast($discount_rate as double) as discount_rate,
    expected_purchases * contribution_a_purchase as expected_contribution,
    discounted_purchases * contribution_a_purchase as value,
    power(discounted_purchases / nullif(expected_purchases, 0), 2) * (
        expected_purchases * $within
        + (variance + expected_purchases * expected_purchases) * $between * (1 - belief)
        + variance * contribution_a_purchase * contribution_a_purchase
    ) as value_variance
from margins
