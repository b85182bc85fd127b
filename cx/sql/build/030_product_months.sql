-- grain: a product, a month and a region of its buyers; blank region: guests and customers without one
-- reads: orders, latest_customers
-- Lines without a product have a blank product_id. Returns are netted in money and units; purchases counts the lines that
-- are no return, first_on is the day of the first line. revenue_without_cost is the revenue of lines that carry no cost; cost is that of the others.
with lines as (
    select
        orders.product_id,
        cast(date_trunc('month', orders.ordered_at) as date) as month,
        latest_customers.region,
        orders.revenue,
        orders.cost,
        orders.quantity,
        orders.ordered_at
    from orders
    left join latest_customers on latest_customers.customer_id = orders.customer_id
)
select
    product_id,
    month,
    region,
    cast(sum(revenue) as double) as revenue,
    cast(coalesce(sum(cost), 0) as double) as cost,
    cast(coalesce(sum(case when cost is null then revenue end), 0) as double) as revenue_without_cost,
    cast(coalesce(sum(case when revenue < 0 then -abs(quantity) else quantity end), 0) as double) as units,
    count(case when revenue >= 0 then 1 end) as purchases,
    count(case when revenue < 0 then 1 end) as returns,
    cast(min(ordered_at) as date) as first_on
from lines
group by product_id, month, region
