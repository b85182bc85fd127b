-- grain: one column that points to another table
with
named as (
    select 'orders' as kind, 'customer_id' as "column", 'customers' as parent, customer_id as id, count(*) as rows
    from orders where customer_id is not null group by customer_id
    union all
    select 'surveys' as kind, 'customer_id' as "column", 'customers' as parent, customer_id as id, count(*) as rows
    from surveys where customer_id is not null group by customer_id
    union all
    select 'tickets' as kind, 'customer_id' as "column", 'customers' as parent, customer_id as id, count(*) as rows
    from tickets where customer_id is not null group by customer_id
    union all
    select
        'churn_reasons' as kind,
        'customer_id' as "column",
        'customers' as parent,
        customer_id as id,
        count(*) as rows
    from churn_reasons where customer_id is not null group by customer_id
    union all
    select 'orders' as kind, 'product_id' as "column", 'products' as parent, product_id as id, count(*) as rows
    from orders where product_id is not null group by product_id
    union all
    select 'costs' as kind, 'product_id' as "column", 'products' as parent, product_id as id, count(*) as rows
    from costs where product_id is not null group by product_id
),
held as (
    select 'customers' as parent, customer_id as id from customers
    union all
    select 'products' as parent, product_id as id from products
),
looked_up as (
    select named.kind, named."column", named.parent, named.id, named.rows, held.id is null as is_orphan
    from named
    left join held on held.parent = named.parent and held.id = named.id
    where named.parent in (select parent from held)
)
select
    kind, "column", parent, cast(sum(rows) as bigint) as rows,
    cast(sum(case when is_orphan then rows else 0 end) as bigint) as orphans,
    sum(case when is_orphan then rows else 0 end) / cast(sum(rows) as double) as share,
    count(case when is_orphan then 1 end) as ids, min(case when is_orphan then id end) as first_id
from looked_up
group by kind, "column", parent
order by orphans desc, kind, "column"
