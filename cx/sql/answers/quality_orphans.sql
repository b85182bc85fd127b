-- grain: one column that points to another table
with
pointing as (
    select
        'orders' as kind, 'customer_id' as "column", 'customers' as parent, count(customer_id) as rows,
        count(case when customer_id not in (select customer_id from customers) then 1 end) as orphans,
        count(distinct case when customer_id not in (select customer_id from customers) then customer_id end) as ids,
        min(case when customer_id not in (select customer_id from customers) then customer_id end) as first_id
    from orders
    where exists (from customers)
    union all
    select
        'surveys' as kind, 'customer_id' as "column", 'customers' as parent, count(customer_id) as rows,
        count(case when customer_id not in (select customer_id from customers) then 1 end) as orphans,
        count(distinct case when customer_id not in (select customer_id from customers) then customer_id end) as ids,
        min(case when customer_id not in (select customer_id from customers) then customer_id end) as first_id
    from surveys
    where exists (from customers)
    union all
    select
        'tickets' as kind, 'customer_id' as "column", 'customers' as parent, count(customer_id) as rows,
        count(case when customer_id not in (select customer_id from customers) then 1 end) as orphans,
        count(distinct case when customer_id not in (select customer_id from customers) then customer_id end) as ids,
        min(case when customer_id not in (select customer_id from customers) then customer_id end) as first_id
    from tickets
    where exists (from customers)
    union all
    select
        'churn_reasons' as kind, 'customer_id' as "column", 'customers' as parent, count(customer_id) as rows,
        count(case when customer_id not in (select customer_id from customers) then 1 end) as orphans,
        count(distinct case when customer_id not in (select customer_id from customers) then customer_id end) as ids,
        min(case when customer_id not in (select customer_id from customers) then customer_id end) as first_id
    from churn_reasons
    where exists (from customers)
    union all
    select
        'orders' as kind, 'product_id' as "column", 'products' as parent, count(product_id) as rows,
        count(case when product_id not in (select product_id from products) then 1 end) as orphans,
        count(distinct case when product_id not in (select product_id from products) then product_id end) as ids,
        min(case when product_id not in (select product_id from products) then product_id end) as first_id
    from orders
    where exists (from products)
    union all
    select
        'costs' as kind, 'product_id' as "column", 'products' as parent, count(product_id) as rows,
        count(case when product_id not in (select product_id from products) then 1 end) as orphans,
        count(distinct case when product_id not in (select product_id from products) then product_id end) as ids,
        min(case when product_id not in (select product_id from products) then product_id end) as first_id
    from costs
    where exists (from products)
)
select kind, "column", parent, rows, orphans, orphans / cast(nullif(rows, 0) as double) as share, ids, first_id
from pointing
where rows > 0
order by orphans desc, kind, "column"
