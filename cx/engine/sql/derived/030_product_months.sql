-- grain: a product and a month
-- reads: orders
-- Lines without a product have a blank product_id. Returns are netted in money and units; purchases counts the lines
-- that are no return, first_on is the day of the first line. revenue_without_cost is the revenue of lines that carry no
-- cost; cost is that of the others.
select
    product_id,
    cast(date_trunc('month', ordered_at) as date) as month,
    cast(sum(revenue) as double) as revenue,
    cast(coalesce(sum(cost), 0) as double) as cost,
    cast(coalesce(sum(case when cost is null then revenue end), 0) as double) as revenue_without_cost,
    cast(coalesce(sum(case when revenue < 0 then -abs(quantity) else quantity end), 0) as double) as units,
    count(case when revenue >= 0 then 1 end) as purchases,
    count(case when revenue < 0 then 1 end) as returns,
    cast(min(ordered_at) as date) as first_on
from orders
group by product_id, cast(date_trunc('month', ordered_at) as date)
