-- grain: a tier, or '' for those without an order in the 12 months
select
    tier,
    count(*) as customers,
    sum(value) as value,
    sum(value_variance) as value_variance,
    sum(expected_purchases) as expected_purchases,
    coalesce(sum(contribution), 0) as contribution,
    sum(at_risk) as at_risk
from query_table($values)
group by tier
