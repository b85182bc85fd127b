-- grain: a customer, an attribute and a value that the rows of one load of orders say, with the last order that says it
with said as (
    select
        orders.customer_id,
        records.attributes,
        arg_max((orders.ordered_at, orders.line), (orders.ordered_at, orders.line)) as latest
    from orders
    inner join query($records) as records on records.line = orders.line
    where orders.upload_id = $upload_id and orders.customer_id is not null
    group by orders.customer_id, records.attributes
),
attributed as (
    select customer_id, attributes, latest, unnest(json_keys(attributes)) as attribute
    from said
),
valued as (
    select
        customer_id,
        attribute,
        latest,
        json_extract_string(attributes, '/' || replace(replace(attribute, '~', '~0'), '/', '~1')) as value
    from attributed
)
select
    customer_id,
    attribute,
    value,
    max(latest)[1] as ordered_at,
    max(latest)[2] as line,
    cast($upload_id as integer) as upload_id
from valued
where value is not null
group by customer_id, attribute, value
