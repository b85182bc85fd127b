-- grain: one row: the customer asked for; none where no table has them
with named as (
    select customer_id from known_customers where customer_id = $customer_id
    union
    select person_id from people where person_id = $customer_id
    union
    select customer_id from orders where customer_id = $customer_id
    union
    select customer_id from tickets where customer_id = $customer_id
    union
    select customer_id from surveys where customer_id = $customer_id and measure <> 'employee'
    union
    select customer_id from known_promises where customer_id = $customer_id
    union
    select customer_id from noted_thanks where customer_id = $customer_id
),
bought as (
    select
        customer_id,
        -- the day of a return is no day of an order
        min(day) filter (where purchases > 0) as first_on,
        max(day) filter (where purchases > 0) as last_on,
        sum(purchases) as purchases,
        sum(revenue) as revenue
    from purchase_days
    where customer_id = $customer_id and day <= $as_of
    group by customer_id
)
select
    named.customer_id,
    customers.name,
    customers.region,
    customers.joined_on,
    people.first_touch_channel as channel,
    bought.first_on,
    bought.last_on,
    cast(coalesce(bought.purchases, 0) as bigint) as purchases,
    coalesce(bought.revenue, 0) as revenue
from named
left join known_customers as customers on customers.customer_id = named.customer_id
left join people on people.person_id = named.customer_id
left join bought on bought.customer_id = named.customer_id
