-- grain: an attribute of one customer that has a value
with written as (
    select attributes, unnest(json_keys(attributes)) as name
    from known_customers
    where customer_id = $customer_id and attributes is not null
),
read as (
    select
        name,
        trim(json_extract_string(attributes, '/' || replace(replace(name, '~', '~0'), '/', '~1'))) as value
    from written
)
select name, max(value) as value
from read
where value <> ''
group by name
order by name
