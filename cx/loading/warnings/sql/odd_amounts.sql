-- grain: one row: order lines of one load by cost against revenue, and products by amounts that ignore the quantity
with lines as (
    select
        product_id,
        quantity,
        revenue,
        cost,
        revenue > 0 and cost is not null as is_comparable
    from orders
    where upload_id = $upload_id
),
against_cost as (
    select
        count(case when is_comparable then 1 end) as comparable,
        count(case when is_comparable and cost > revenue then 1 end) as below_cost,
        count(case when is_comparable and cost <= revenue * quantity then 1 end) as covered
    from lines
),
sold as (
    select
        product_id,
        case when revenue > 0 then quantity end as revenue_quantity,
        case when revenue > 0 then revenue end as revenue,
        case when cost > 0 then quantity end as cost_quantity,
        case when cost > 0 then cost end as cost
    from lines
    where quantity > 0 and product_id is not null
),
products as (
    select
        min(revenue_quantity) < max(revenue_quantity) as revenue_varies,
        min(revenue) = max(revenue) as is_one_revenue,
        min(cost_quantity) < max(cost_quantity) as cost_varies,
        min(cost) = max(cost) as is_one_cost
    from sold
    group by product_id
),
alike as (
    select
        count(case when revenue_varies and is_one_revenue then 1 end) as revenue_alike,
        count(case when revenue_varies then 1 end) as revenue_several,
        count(case when cost_varies and is_one_cost then 1 end) as cost_alike,
        count(case when cost_varies then 1 end) as cost_several
    from products
)
select comparable, below_cost, covered, revenue_alike, revenue_several, cost_alike, cost_several
from against_cost
cross join alike
