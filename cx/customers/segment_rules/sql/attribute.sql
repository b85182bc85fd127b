-- grain: one customer whose uploaded attribute has one of the wanted values ('' for none) or lies between two limits
with known as (
    select
        buyers.customer_id,
        nullif(trim(json_extract_string(customers.attributes, cast($pointer as varchar))), '') as value
    from query_table($buyers) as buyers
    left join known_customers as customers on customers.customer_id = buyers.customer_id
)
select customer_id
from known
where
    case
        when cast($wanted as varchar[]) is null then coalesce(try_cast(value as double) between $low and $high, false)
        else list_contains(cast($wanted as varchar[]), coalesce(value, ''))
    end
