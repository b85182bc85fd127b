-- grain: a topic of requests and the category on which those who asked spent most in the 12 months
with askers as (
    select distinct topic, customer_id
    from query_table($asked)
    where topic <> '' and customer_id is not null
),
spent as (
    select askers.topic, products.category, sum(orders.revenue) as revenue
    from askers
    inner join orders on orders.customer_id = askers.customer_id
    inner join products on products.product_id = orders.product_id
    where
        products.category is not null
        and orders.ordered_at >= cast($since as date)
        and orders.ordered_at < cast($as_of as date) + 1
    group by askers.topic, products.category
)
select topic, category
from spent
qualify row_number() over (partition by topic order by revenue desc, category) = 1
order by topic
