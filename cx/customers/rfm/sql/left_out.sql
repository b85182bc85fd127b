-- grain: one row: customers with nothing but returns, and orders of guests, up to $as_of
with buyers as (
    select customer_id, max(case when revenue >= 0 then 1 else 0 end) as bought
    from orders
    where customer_id is not null and ordered_at < cast($as_of as date) + 1
    group by customer_id
)
select
    (select count(*) from buyers where bought = 0) as only_returned,
    (
        select count(distinct order_id) from orders
        where customer_id is null and revenue >= 0 and ordered_at < cast($as_of as date) + 1
    ) as guest_orders
