-- grain: a person who ordered, answered or was asked, whom the shared filters leave, with the group of $by
-- A channel is that of the first touch, where that came before the first order. Who was only reached is left out: they
-- are most people of a large company, and say nothing.
with known as (
    select person_id as customer_id from people where first_order_on is not null
    union
    select person_id from touchpoints where kind = 'asked'
    union
    select customer_id from known_customers
    union
    select customer_id from surveys where customer_id is not null and measure <> 'employee'
),
came_by as (
    select person_id as customer_id, first_touch_channel as channel
    from people
    where coalesce(first_touch_on <= first_order_on, true)
)
select
    known.customer_id,
    case $by
        when 'region' then coalesce(customers.region, $unknown)
        when 'channel' then coalesce(came_by.channel, $unknown)
        else ''
    end as label
from known
left join known_customers as customers on customers.customer_id = known.customer_id
left join came_by on came_by.customer_id = known.customer_id
where ($region is null or customers.region = $region)
    and (
        $segment is null
        or known.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
