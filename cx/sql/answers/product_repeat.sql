-- grain: one row; customers of a product up to $as_of whose first purchase of it lies $within days back, and who of them bought it again in time
with bought as (
    select distinct customer_id, cast(ordered_at as date) as day
    from orders
    where (product_id = $product_id or $whole)
        and customer_id is not null
        and revenue >= 0
        and cast(ordered_at as date) <= cast($as_of as date)
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
