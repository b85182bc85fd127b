-- grain: a product and a month from $first to $last; the blank product only where $whole
select
    coalesce(product_id, $all_sales) as product_id,
    month, revenue, cost, revenue_without_cost, units, purchases, returns
from product_months
where month between $first and $last
    and (product_id is not null or $whole)
order by product_id, month
