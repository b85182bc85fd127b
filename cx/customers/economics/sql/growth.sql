-- grain: one row: what customers of both windows bought in each, in money, in pieces and at the prices of the first
-- A line without a quantity is one piece; of a return the pieces are negative. A price is that of what was bought (no
-- returns) in the first window by everybody, of a product not sold then in the second; without any it is 0.
-- new: of a category that the customer had never bought before the second window.
with lines as (
    select
        orders.customer_id,
        orders.product_id,
        products.category,
        orders.ordered_at >= cast($since as date) as is_later,
        orders.revenue,
        case when orders.revenue < 0 then -abs(coalesce(orders.quantity, 1)) else coalesce(orders.quantity, 1) end
            as pieces
    from orders
    left join products on products.product_id = orders.product_id
    where orders.ordered_at >= cast($before as date) and orders.ordered_at < cast($until as date) + 1
),
prices as (
    select
        product_id,
        cast(coalesce(
            sum(case when not is_later then revenue end) / nullif(sum(case when not is_later then pieces end), 0),
            sum(case when is_later then revenue end) / nullif(sum(case when is_later then pieces end), 0)
        ) as double) as price
    from lines
    where revenue >= 0 and pieces > 0
    group by product_id
),
known_before as (
    select distinct orders.customer_id, products.category
    from orders
    inner join products on products.product_id = orders.product_id
    inner join query_table($kept) as kept on kept.customer_id = orders.customer_id
    where orders.ordered_at < cast($since as date) and orders.revenue >= 0 and products.category is not null
),
valued as (
    select
        lines.is_later,
        lines.revenue,
        lines.pieces,
        cast(lines.pieces as double) * coalesce(prices.price, 0) as at_first_prices,
        lines.is_later and lines.category is not null and known_before.customer_id is null as is_new
    from lines
    inner join query_table($kept) as kept on kept.customer_id = lines.customer_id
    left join prices on prices.product_id is not distinct from lines.product_id
    left join known_before
        on known_before.customer_id = lines.customer_id and known_before.category = lines.category
)
select
    cast(coalesce(sum(case when not is_later then revenue end), 0) as double) as revenue_before,
    cast(coalesce(sum(case when is_later then revenue end), 0) as double) as revenue_after,
    cast(coalesce(sum(case when not is_later then pieces end), 0) as double) as pieces_before,
    cast(coalesce(sum(case when is_later and not is_new then pieces end), 0) as double) as pieces_known,
    coalesce(sum(case when not is_later then at_first_prices end), 0) as value_before,
    coalesce(sum(case when is_later and not is_new then at_first_prices end), 0) as value_known,
    coalesce(sum(case when is_new then at_first_prices end), 0) as value_new
from valued
