-- grain: a customer who had ordered by $origin: what the model expected, and what came up to $until
with bought as (
    select
        customer_id,
        count(case when purchases > 0 then 1 end) as purchases,
        sum(
            revenue - known_cost - (1 - $gross_margin) * revenue_without_cost - purchases * $cost_per_order
        ) as contribution
    from purchase_days
    where day > cast($origin as date) and day <= cast($until as date)
    group by customer_id
),
costs as (
    select
        customer_id,
        sum(
            known_cost + contacts_without_cost * $cost_per_contact + tickets_without_cost * $cost_per_ticket
        ) as cost
    from query_table($service)
    where day > cast($origin as date) and day <= cast($until as date)
    group by customer_id
)
select
    scores.customer_id,
    customers.region,
    scores.recency_days,
    scores.expected_purchases,
    scores.expected_contribution as expected,
    scores.contribution_before * $years as plain,
    coalesce(bought.purchases, 0) as purchases,
    coalesce(bought.contribution, 0) - coalesce(costs.cost, 0) as actual
from query_table($scores) as scores
left join bought on bought.customer_id = scores.customer_id
left join costs on costs.customer_id = scores.customer_id
left join known_customers as customers on customers.customer_id = scores.customer_id
