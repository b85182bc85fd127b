-- grain: one row: revenue, orders and buyers of two periods, and the squares of each buyer's changes, summed
-- A guest is known by one order only: each order of a guest is a buyer of its own.
with chosen as (
    select person_id
    from people
    where ($region is null or region = $region)
        and (
            $segment is null
            or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
),
sold as (
    select customer_id as buyer, day, revenue, purchases
    from purchase_days
    where ($everybody or customer_id in (select person_id from chosen))
    union all
    select 'guest ' || order_id, cast(ordered_at as date), revenue, 0
    from orders
    where customer_id is null and $everybody
),
flagged as (
    select
        *,
        day between cast($since as date) and cast($until as date) as is_now,
        day between cast($since_before as date) and cast($until_before as date) as was_before
    from sold
    where day between least(cast($since as date), cast($since_before as date)) and cast($until as date)
),
buyers as (
    select
        buyer,
        cast(sum(case when is_now then revenue else 0 end) as double) as revenue,
        cast(sum(case when was_before then revenue else 0 end) as double) as revenue_before,
        sum(case when is_now then purchases else 0 end) as orders,
        sum(case when was_before then purchases else 0 end) as orders_before,
        cast(max(is_now) as integer) as is_buyer,
        cast(max(was_before) as integer) as was_buyer
    from flagged
    group by buyer
),
of_guests as (
    select
        coalesce(sum(case when day between cast($since as date) and cast($until as date) then orders end), 0) as orders,
        coalesce(
            sum(case when day between cast($since_before as date) and cast($until_before as date) then orders end), 0
        ) as orders_before
    from guest_orders
    where $everybody
),
summed as (
    select
        coalesce(sum(revenue), 0) as revenue,
        coalesce(sum(revenue_before), 0) as revenue_before,
        coalesce(sum(power(revenue - revenue_before, 2)), 0) as revenue_squares,
        coalesce(sum(orders), 0) as orders,
        coalesce(sum(orders_before), 0) as orders_before,
        coalesce(sum(power(orders - orders_before, 2)), 0) as orders_squares,
        coalesce(sum(is_buyer), 0) as buyers,
        coalesce(sum(was_buyer), 0) as buyers_before
    from buyers
)
select
    revenue, revenue_before, revenue_squares, buyers, buyers_before,
    cast(summed.orders + of_guests.orders as double) as orders,
    cast(summed.orders_before + of_guests.orders_before as double) as orders_before,
    cast(summed.orders_squares + of_guests.orders + of_guests.orders_before as double) as orders_squares
from summed
cross join of_guests
