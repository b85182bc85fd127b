-- grain: a product that is still sold at $as_of, of the $most of its category that sell most
-- sales: purchases (lines that are no return) of the last $days days, by everybody, guests among them. share: of all of
-- them; inside: of those of the category. place: by sales, from 1 on.
with sold as (
    select product_id, count(*) as sales
    from orders
    where
        product_id is not null
        and revenue >= 0
        and ordered_at >= cast($as_of as date) - cast($days as integer) + 1
        and ordered_at < cast($as_of as date) + 1
    group by product_id
),
offered as (
    select products.product, products.category_number, sold.sales, sold.product_id
    from sold
    inner join query_table($products) as products on products.product_id = sold.product_id
    where products.retired_on is null or products.retired_on > cast($as_of as date)
),
ranked as (
    select
        *,
        sales / sum(sales) over () as share,
        sales / sum(sales) over (partition by category_number) as inside,
        row_number() over (partition by category_number order by sales desc, product_id) as category_place
    from offered
)
select
    product,
    category_number,
    share,
    inside,
    cast(category_place as integer) as category_place,
    cast(row_number() over (order by share desc, product_id) as integer) as place
from ranked
where category_place <= $most
