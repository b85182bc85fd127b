-- grain: a product and a month from $first to $last; the blank product only where $whole
select
    coalesce(product_id, $all_sales) as product_id,
    month,
    sum(revenue) as revenue,
    sum(cost) as cost,
    sum(revenue_without_cost) as revenue_without_cost,
    sum(units) as units,
    sum(purchases) as purchases,
    sum(returns) as returns
from product_months
where month between $first and $last
    and (product_id is not null or $whole)
    and (cast($region as varchar) is null or region = $region)
group by coalesce(product_id, $all_sales), month
order by product_id, month
