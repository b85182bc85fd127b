-- grain: one row; customers of a product up to $as_of whose first purchase of it lies $within days back, and who of
-- them bought it again in time
-- A purchase stands on the first day of its order, whatever the days of its lines.
with bought as (
    select distinct orders.customer_id, coalesce(split_orders.first_on, cast(orders.ordered_at as date)) as day
    from orders
    left join split_orders on split_orders.customer_id = orders.customer_id and split_orders.order_id = orders.order_id
    where (orders.product_id = $product_id or $whole)
        and orders.customer_id is not null
        and orders.revenue >= 0
        and cast(orders.ordered_at as date) <= cast($as_of as date)
),
placed as (
    select customer_id, day, min(day) over (partition by customer_id) as first_on
    from bought
),
people as (
    select customer_id, first_on, max(case when day > first_on and day <= first_on + $within then 1 else 0 end) as again
    from placed
    group by customer_id, first_on
)
select
    count(*) as customers,
    coalesce(sum(case when first_on + $within <= cast($as_of as date) then 1 else 0 end), 0) as eligible,
    coalesce(sum(case when first_on + $within <= cast($as_of as date) then again else 0 end), 0) as again
from people
