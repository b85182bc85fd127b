-- grain: a customer who has ordered by $as_of: purchase days in whole weeks, and the contribution of all of them
-- A purchase day is one with an order. Returns, contacts and tickets count in the sum; the squares are of purchase days
-- around their own mean. contribution is of the customer's time since the first order, contribution_before of the
-- days from $year_from, contacts before the first order included, as everywhere.
with days as (
    select
        customer_id,
        day,
        purchases > 0 as is_purchase,
        revenue - known_cost - (1 - $gross_margin) * revenue_without_cost - purchases * $cost_per_order as contribution
    from purchase_days
    where day <= cast($as_of as date)
),
bought as (
    select
        customer_id,
        count(case when is_purchase then 1 end) as purchases,
        min(case when is_purchase then day end) as first_on,
        max(case when is_purchase then day end) as last_on,
        sum(contribution) as contribution,
        coalesce(sum(case when day >= cast($year_from as date) then contribution end), 0) as contribution_before,
        coalesce(var_pop(case when is_purchase then contribution end), 0)
        * count(case when is_purchase then 1 end) as squares
    from days
    group by customer_id
    having count(case when is_purchase then 1 end) > 0
),
served as (
    select
        customer_id,
        day,
        known_cost + contacts_without_cost * $cost_per_contact + tickets_without_cost * $cost_per_ticket as cost
    from query_table($service)
    where day <= cast($as_of as date)
),
costs as (
    select
        served.customer_id,
        coalesce(sum(case when served.day >= bought.first_on then served.cost end), 0) as cost,
        coalesce(sum(case when served.day >= cast($year_from as date) then served.cost end), 0) as cost_before
    from served
    inner join bought on bought.customer_id = served.customer_id
    group by served.customer_id
)
select
    bought.customer_id,
    bought.purchases,
    bought.purchases - 1 as repeats,
    (bought.last_on - bought.first_on + 3) // 7 as last_week,
    (cast($as_of as date) - bought.first_on + 3) // 7 as age_weeks,
    bought.first_on,
    bought.last_on,
    cast($as_of as date) - bought.last_on as recency_days,
    bought.contribution - coalesce(costs.cost, 0) as contribution,
    bought.contribution_before - coalesce(costs.cost_before, 0) as contribution_before,
    bought.squares
from bought
left join costs on costs.customer_id = bought.customer_id
