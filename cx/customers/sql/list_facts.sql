-- grain: one listed customer, in the order of the list
with listed as (
    select
        unnest(cast($customer_ids as varchar[])) as customer_id,
        generate_subscripts(cast($customer_ids as varchar[]), 1) as place
)
select tier, profit, contribution, fixed_cost_share, attributes
from listed
left join query_table($placed) as placed on placed.customer_id = listed.customer_id
left join known_customers as customers on customers.customer_id = listed.customer_id
order by place
