-- grain: one row: the measures and the features of the customer asked for
select *
from query_table($features)
where customer_id = $customer_id
