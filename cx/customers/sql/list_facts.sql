-- grain: one listed customer, in the order of the list
with listed as (
    select
        unnest(cast($customer_ids as varchar[])) as customer_id,
        generate_subscripts(cast($customer_ids as varchar[]), 1) as place
),
latest as (
    select customers.customer_id, arg_max(attributes, (upload_id, line)) as attributes
    from customers
    inner join listed on listed.customer_id = customers.customer_id
    where attributes is not null
    group by customers.customer_id
)
select tier, profit, contribution, fixed_cost_share, attributes
from listed
left join query_table($placed) as placed on placed.customer_id = listed.customer_id
left join latest on latest.customer_id = listed.customer_id
order by place
