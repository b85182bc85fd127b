-- grain: a product of the products table, of the costs up to $as_of or of the order lines up to $as_of
-- products holds each product once (cx.tables.kinds.UNIQUE); first_sold_on is the day of its first line, returns
-- included.
with sold as (
    select product_id, min(first_on) as first_sold_on
    from product_months
    where product_id is not null and first_on <= $as_of
    group by product_id
),
spent as (
    select product_id, min(month) as first_spent_on
    from costs
    where product_id is not null and month <= $as_of
    group by product_id
),
every as (
    select product_id from products
    union
    select product_id from sold
    union
    select product_id from spent
)
select
    every.product_id,
    coalesce(products.name, every.product_id) as name,
    products.category,
    products.launched_on,
    products.retired_on,
    sold.first_sold_on,
    spent.first_spent_on
from every
left join products using (product_id)
left join sold using (product_id)
left join spent using (product_id)
order by every.product_id
