-- grain: a category that one customer bought from in the window, beside its share of all revenue
with sold as (
    select
        coalesce(products.category, products.name, orders.product_id) as label,
        sum(cast(orders.revenue as double)) as company_revenue,
        sum(case when orders.customer_id = $customer_id then cast(orders.revenue as double) end) as revenue
    from orders
    left join products on products.product_id = orders.product_id
    where orders.product_id is not null
        and orders.ordered_at >= cast($since as date) and orders.ordered_at < cast($until as date) + 1
    group by coalesce(products.category, products.name, orders.product_id)
),
shares as (
    select
        label,
        revenue,
        revenue / nullif(sum(revenue) over (), 0) as share,
        company_revenue / nullif(sum(company_revenue) over (), 0) as company_share
    from sold
)
select label, revenue, share, company_share
from shares
where revenue is not null
order by revenue desc, label
