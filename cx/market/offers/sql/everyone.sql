-- grain: a customer at $as_of: who has ordered, or who is in a file of customers and had joined
-- person: their number by a hash; the first so many are a sample.
with known as (
    select person_id as customer_id
    from people
    where first_order_on <= $as_of
    union
    select customer_id
    from known_customers
    where joined_on is null or joined_on <= $as_of
)
select customer_id, cast(row_number() over (order by md5_number_lower(customer_id), customer_id) as integer) as person
from known
