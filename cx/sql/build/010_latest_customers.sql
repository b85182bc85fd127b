-- grain: a customer, as the latest row about them says
-- reads: customers
with numbered as (
    select
        customer_id,
        name,
        region,
        row_number() over (partition by customer_id order by upload_id desc, line desc) as place
    from customers
)
select customer_id, name, region
from numbered
where place = 1
