-- grain: one row: the customers of whom one load of orders says something, and those with other values besides
with own as (
    select
        customer_id,
        attribute,
        count(distinct lower(value)) > 1 as is_several,
        arg_max(value, (ordered_at, line)) as value,
        '/' || replace(replace(attribute, '~', '~0'), '/', '~1') as pointer
    from customers_in_orders
    where upload_id = $upload_id
    group by customer_id, attribute
),
others as (
    select customer_id, attribute, bool_or(lower(earlier.value) <> lower(own.value)) as is_other
    from own
    inner join customers_in_orders as earlier using (customer_id, attribute)
    where earlier.upload_id <> $upload_id
    group by customer_id, attribute
),
compared as (
    select
        own.customer_id,
        own.is_several,
        coalesce(others.is_other, false) as is_other,
        case own.attribute
            when 'name' then lower(own.value) <> lower(customers.name)
            when 'region' then lower(own.value) <> lower(customers.region)
            else lower(own.value) <> lower(json_extract_string(customers.attributes, own.pointer))
        end as is_known
    from own
    left join others using (customer_id, attribute)
    left join customers on customers.customer_id = own.customer_id
)
select
    count(distinct customer_id) as kept,
    count(distinct case when is_several then customer_id end) as several,
    count(distinct case when is_known then customer_id end) as in_customers,
    count(distinct case when is_other then customer_id end) as in_orders
from compared
