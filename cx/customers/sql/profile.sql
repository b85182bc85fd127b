-- grain: one row: the customer asked for, with their rank by profit
with ranked as (
    select *, row_number() over (order by profit desc, customer_id) as rank, count(*) over () as everybody
    from query_table($placed)
)
select *
from ranked
where customer_id = $customer_id
