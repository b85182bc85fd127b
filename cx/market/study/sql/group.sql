-- grain: a customer who ordered in the 12 months, with whether they are of the group
select
    placed.customer_id,
    coalesce(case $kind
        when 'tier' then placed.tier = $name
        when 'type' then typed.kind = $name
        when 'region' then customers.region = $name
        when 'segment' then placed.customer_id in (select customer_id from query_table($members))
        else true
    end, false) as is_member
from query_table($placed) as placed
left join query_table($typed) as typed on typed.customer_id = placed.customer_id
left join known_customers as customers on customers.customer_id = placed.customer_id
where placed.customer_id is not null
