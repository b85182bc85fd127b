-- grain: an order with purchases of the 12 months up to $as_of by a known customer
select
    orders.customer_id,
    orders.order_id,
    min(orders.ordered_at) as ordered_at,
    min(coalesce(orders.channel, '')) as channel,
    cast(sum(orders.revenue) as double) as revenue,
    list(distinct products.category) filter (where products.category is not null) as categories
from orders
left join products on products.product_id = orders.product_id
where
    orders.revenue >= 0
    and orders.customer_id is not null
    and orders.ordered_at >= cast($since as date)
    and orders.ordered_at < cast($as_of as date) + 1
group by orders.customer_id, orders.order_id
