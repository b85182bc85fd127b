-- grain: a tier, or '' for those without an order in the 12 months
-- Who has an open complaint is not counted at risk: it is answered first.
select
    tier,
    count(*) as customers,
    sum(value) as value,
    sum(value_variance) as value_variance,
    sum(expected_purchases) as expected_purchases,
    coalesce(sum(contribution), 0) as contribution,
    coalesce(sum(case when complaint_on is null then at_risk end), 0) as at_risk
from query_table($values)
group by tier
