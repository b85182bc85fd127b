-- grain: a customer who has ordered, with value, tier and what is at risk
-- At risk: the contribution of the 12 months, as the playbook has it, times the chance that the customer is gone; only
-- of those who are silent for longer than their own rhythm has it.
select
    scores.customer_id,
    customers.name,
    customers.region,
    coalesce(placed.tier, '') as tier,
    scores.purchases,
    scores.repeats,
    scores.last_week,
    scores.age_weeks,
    scores.last_on,
    scores.recency_days,
    scores.p_alive,
    scores.expected_purchases,
    scores.discounted_purchases,
    scores.contribution_a_purchase,
    scores.value,
    scores.value_variance,
    placed.contribution,
    overdue.usual_days,
    overdue.limit_days,
    cast(complaints.opened_at as date) as complaint_on,
    case
        when overdue.customer_id is null then 0
        else coalesce(greatest(placed.contribution, 0) * (1 - scores.p_alive), 0)
    end as at_risk
from query_table($scores) as scores
left join known_customers as customers on customers.customer_id = scores.customer_id
left join query_table($placed) as placed on placed.customer_id = scores.customer_id
left join query_table($overdue) as overdue on overdue.customer_id = scores.customer_id
left join query_table($complaints) as complaints on complaints.customer_id = scores.customer_id
