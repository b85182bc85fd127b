-- grain: one row; order lines of the months from $first to $last that name no product
select
    coalesce(sum(case when product_id is null then purchases + returns end), 0) as lines,
    coalesce(sum(case when product_id is null then revenue end), 0) as revenue,
    coalesce(sum(revenue), 0) as total_revenue
from product_months
where month between $first and $last
