-- grain: one row: what customers of both windows bought in each, in money, in pieces and at the prices of the first
-- A line without a quantity is one piece; of a return the pieces are negative. A price is that of what was bought (no
-- returns) in the first window by everybody, of a product not sold then in the second; without any it is 0.
-- new: of a category that the customer had never bought before the second window; returns alone are no purchase.
-- could_try: customers with a category left that they had never bought; tried: those of them who bought one.
with lines as (
    select
        customer_id,
        product_id,
        ordered_at,
        cast(revenue as double) as revenue,
        cast(case when revenue < 0 then -abs(coalesce(quantity, 1)) else coalesce(quantity, 1) end as double) as pieces,
        ordered_at >= cast($before as date) and ordered_at < cast($since as date) as is_first,
        ordered_at >= cast($since as date) as is_later
    from orders
    where ordered_at < cast($until as date) + 1
),
prices as (
    select
        product_id,
        coalesce(
            sum(case when is_first then revenue end) / nullif(sum(case when is_first then pieces end), 0),
            sum(case when is_later then revenue end) / nullif(sum(case when is_later then pieces end), 0)
        ) as price
    from lines
    where revenue >= 0 and pieces > 0 and (is_first or is_later)
    group by product_id
),
bought as (
    select
        lines.customer_id,
        products.category,
        min(case when lines.revenue >= 0 then lines.ordered_at end) as first_at,
        coalesce(sum(case when lines.is_first then lines.revenue end), 0) as revenue_before,
        coalesce(sum(case when lines.is_later then lines.revenue end), 0) as revenue_after,
        coalesce(sum(case when lines.is_first then lines.pieces end), 0) as pieces_before,
        coalesce(sum(case when lines.is_later then lines.pieces end), 0) as pieces_after,
        coalesce(sum(case when lines.is_first then lines.pieces * prices.price end), 0) as value_before,
        coalesce(sum(case when lines.is_later then lines.pieces * prices.price end), 0) as value_after
    from lines
    inner join query_table($kept) as kept on kept.customer_id = lines.customer_id
    left join products on products.product_id = lines.product_id
    left join prices on prices.product_id is not distinct from lines.product_id
    group by lines.customer_id, products.category
),
judged as (
    select
        *,
        category is not null and coalesce(first_at >= cast($since as date), true) as is_new,
        category is not null and first_at >= cast($since as date) as is_tried,
        category is not null and first_at < cast($since as date) as is_known
    from bought
),
by_customer as (
    select
        customer_id,
        sum(revenue_before) as revenue_before,
        sum(revenue_after) as revenue_after,
        sum(pieces_before) as pieces_before,
        sum(case when not is_new then pieces_after else 0 end) as pieces_known,
        sum(value_before) as value_before,
        sum(case when not is_new then value_after else 0 end) as value_known,
        sum(case when is_new then value_after else 0 end) as value_new,
        count(case when is_known then 1 end) as known,
        count(case when is_tried then 1 end) as tried
    from judged
    group by customer_id
),
offered as (
    select count(distinct products.category) as categories
    from orders
    inner join products on products.product_id = orders.product_id
    where orders.ordered_at < cast($until as date) + 1 and orders.revenue >= 0
)
select
    coalesce(sum(by_customer.revenue_before), 0) as revenue_before,
    coalesce(sum(by_customer.revenue_after), 0) as revenue_after,
    coalesce(sum(by_customer.pieces_before), 0) as pieces_before,
    coalesce(sum(by_customer.pieces_known), 0) as pieces_known,
    coalesce(sum(by_customer.value_before), 0) as value_before,
    coalesce(sum(by_customer.value_known), 0) as value_known,
    coalesce(sum(by_customer.value_new), 0) as value_new,
    count(by_customer.customer_id) as customers,
    count(case when by_customer.known < offered.categories then 1 end) as could_try,
    count(case when by_customer.known < offered.categories and by_customer.tried > 0 then 1 end) as tried
from offered
left join by_customer on true
