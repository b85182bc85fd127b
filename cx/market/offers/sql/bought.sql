-- grain: a customer, among the $most first by number where that is given, and a product bought by $as_of
-- purchases: lines that are no return; before: of these the ones by $cut.
with chosen as (
    select customer_id, person
    from query_table($everyone)
    where $most is null or person <= $most
)
select
    chosen.person,
    products.product,
    cast(count(*) as integer) as purchases,
    cast(count(case when orders.ordered_at < cast($cut as date) + 1 then 1 end) as integer) as before
from orders
inner join chosen on chosen.customer_id = orders.customer_id
inner join query_table($products) as products on products.product_id = orders.product_id
where orders.revenue >= 0 and orders.ordered_at < cast($as_of as date) + 1
group by chosen.person, products.product
