-- grain: one row: of the customers of both windows, who had a category left to try, and who tried one
with sold as (
    select distinct products.category
    from orders
    inner join products on products.product_id = orders.product_id
    where orders.ordered_at < cast($until as date) + 1 and orders.revenue >= 0 and products.category is not null
),
bought as (
    select
        orders.customer_id,
        products.category,
        min(orders.ordered_at) < cast($since as date) as is_known
    from orders
    inner join products on products.product_id = orders.product_id
    inner join query_table($kept) as kept on kept.customer_id = orders.customer_id
    where orders.ordered_at < cast($until as date) + 1 and orders.revenue >= 0 and products.category is not null
    group by orders.customer_id, products.category
),
tried as (
    select
        kept.customer_id,
        count(case when bought.is_known then 1 end) as known,
        count(case when not bought.is_known then 1 end) as new
    from query_table($kept) as kept
    left join bought on bought.customer_id = kept.customer_id
    group by kept.customer_id
),
offered as (
    select count(*) as categories
    from sold
)
select
    count(*) as customers,
    count(case when tried.known < offered.categories then 1 end) as could_try,
    count(case when tried.known < offered.categories and tried.new > 0 then 1 end) as tried
from tried
cross join offered
