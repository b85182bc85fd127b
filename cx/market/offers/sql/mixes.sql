-- grain: a customer of $everyone and a category of which they bought; one row with no purchase for who bought nothing
-- purchases: lines that are no return, up to $until. owned, front: bits of the candidates that they bought, by place in
-- the category and among the $front that sell most.
with kinds as (
    select
        products.product_id,
        products.category_number,
        cast(1 as bigint) << (candidates.category_place - 1) as owned,
        case when candidates.place <= $front then cast(1 as bigint) << (candidates.place - 1) end as front
    from query_table($products) as products
    left join query_table($candidates) as candidates on candidates.product = products.product
),
mixes as (
    select
        everyone.person,
        kinds.category_number,
        cast(count(*) as integer) as purchases,
        bit_or(kinds.owned) as owned,
        bit_or(kinds.front) as front
    from orders
    inner join query_table($everyone) as everyone on everyone.customer_id = orders.customer_id
    inner join kinds on kinds.product_id = orders.product_id
    where orders.revenue >= 0 and orders.ordered_at < cast($until as date) + 1
    group by everyone.person, kinds.category_number
)
select
    everyone.person,
    mixes.category_number,
    coalesce(mixes.purchases, 0) as purchases,
    coalesce(mixes.owned, 0) as owned,
    coalesce(mixes.front, 0) as front
from query_table($everyone) as everyone
left join mixes on mixes.person = everyone.person
