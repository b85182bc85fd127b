-- grain: a product that was ever ordered, with a number; one without a category is of category ''
with ordered as (
    select product_id
    from product_months
    where product_id is not null
    group by product_id
)
select
    ordered.product_id,
    cast(row_number() over (order by ordered.product_id) as integer) as product,
    coalesce(products.name, ordered.product_id) as name,
    coalesce(products.category, '') as category,
    cast(dense_rank() over (order by coalesce(products.category, '')) as integer) as category_number,
    products.retired_on
from ordered
left join products on products.product_id = ordered.product_id
