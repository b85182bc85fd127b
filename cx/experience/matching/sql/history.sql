-- grain: a day on which a customer bought or returned, of those whose cases are examined and of those who may match
-- orders_to, spend_to, last_on: up to this day; next_on: the next order day after it; in_pool: may be matched
with pool as (
    select person_id as customer_id, coalesce(region, '') as region
    from people
    where first_order_on is not null
    qualify row_number() over (partition by coalesce(region, '') order by md5(person_id), person_id) <= $most
),
followed as (
    select customer_id from pool
    union
    select customer_id from query_table($examined)
)
select
    days.customer_id,
    pool.region,
    pool.customer_id is not null as in_pool,
    days.day,
    days.purchases > 0 as is_order,
    sum(days.purchases) over up_to as orders_to,
    sum(days.revenue) over up_to as spend_to,
    max(case when days.purchases > 0 then days.day end) over up_to as last_on,
    min(case when days.purchases > 0 then days.day end) over up_to as first_on,
    min(case when days.purchases > 0 then days.day end) over (
        partition by days.customer_id order by days.day rows between 1 following and unbounded following
    ) as next_on
from purchase_days as days
inner join followed on followed.customer_id = days.customer_id
left join pool on pool.customer_id = days.customer_id
window up_to as (partition by days.customer_id order by days.day rows unbounded preceding)
