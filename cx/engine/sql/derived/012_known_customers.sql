-- grain: a customer of whom a file of customers or of orders says something
-- reads: customers, orders
-- A file of customers goes first; what it leaves open is what the last order with a value says (customers_in_orders).
with ranked as (
    select
        customer_id,
        attribute,
        value,
        row_number() over (
            partition by customer_id, attribute order by ordered_at desc, upload_id desc, line desc, value desc
        ) as place
    from customers_in_orders
),
columns_of_orders as (
    select
        customer_id,
        max(case when attribute = 'name' then value end) as name,
        max(case when attribute = 'region' then value end) as region
    from ranked
    where place = 1
    group by customer_id
),
attributes_of_orders as (
    select customer_id, cast(json_group_object(attribute, value) as varchar) as attributes
    from ranked
    where place = 1 and attribute not in ('name', 'region')
    group by customer_id
),
-- merging with an empty object leaves out the blanks, which else would take away what the orders say
filled_attributes as (
    select customer_id, json_merge_patch(json_object(), attributes) as attributes
    from customers
    where attributes is not null
)
select
    coalesce(customers.customer_id, columns_of_orders.customer_id) as customer_id,
    coalesce(customers.name, columns_of_orders.name) as name,
    customers.joined_on,
    coalesce(customers.region, columns_of_orders.region) as region,
    case
        when attributes_of_orders.attributes is null then customers.attributes
        when customers.attributes is null then attributes_of_orders.attributes
        else cast(json_merge_patch(attributes_of_orders.attributes, filled_attributes.attributes) as varchar)
    end as attributes
from customers
full outer join columns_of_orders on columns_of_orders.customer_id = customers.customer_id
left join attributes_of_orders on attributes_of_orders.customer_id = columns_of_orders.customer_id
left join filled_attributes on filled_attributes.customer_id = attributes_of_orders.customer_id
