-- grain: one customer who bought one of the products, or of the categories, up to $as_of; a return is no purchase
select orders.customer_id
from orders
left join products on products.product_id = orders.product_id
where
    orders.customer_id is not null
    and orders.revenue >= 0
    and orders.ordered_at < cast($as_of as date) + 1
    and ($within_days is null or orders.ordered_at >= cast($as_of as date) - cast($within_days as integer))
    and list_contains(
        cast($wanted as varchar[]), case when $by_category then products.category else orders.product_id end
    )
group by orders.customer_id
