-- grain: a side (of the group or of the others) and a habit, with the sum over its customers and that of the squares
-- n: customers of the side. A customer who never used a channel has the share 0, which adds nothing.
with of_side as (
    select bought.*, sides.is_member
    from query_table($bought) as bought
    inner join query_table($sides) as sides on sides.customer_id = bought.customer_id
),
of_customer as (
    select is_member, customer_id, count(*) as orders, avg(revenue) as basket
    from of_side
    group by is_member, customer_id
),
categories as (
    select is_member, customer_id, len(list_distinct(flatten(list(categories)))) as categories
    from of_side
    where categories is not null
    group by is_member, customer_id
),
of_channel as (
    select of_side.is_member, of_side.channel, count(*) / cast(any_value(of_customer.orders) as double) as share
    from of_side
    inner join of_customer on of_customer.customer_id = of_side.customer_id
    where of_side.channel <> ''
    group by of_side.is_member, of_side.customer_id, of_side.channel
),
measured as (
    select is_member, 'orders' as habit, '' as channel, cast(orders as double) as amount
    from of_customer
    union all
    select is_member, 'basket' as habit, '' as channel, basket
    from of_customer
    union all
    select is_member, 'categories' as habit, '' as channel, cast(categories as double)
    from categories
    union all
    select is_member, 'channel' as habit, channel, share
    from of_channel
),
sizes as (
    select is_member, count(*) as n
    from of_customer
    group by is_member
)
select
    measured.is_member,
    measured.habit,
    measured.channel,
    sum(measured.amount) as total,
    sum(measured.amount * measured.amount) as squares,
    any_value(sizes.n) as n
from measured
inner join sizes on sizes.is_member = measured.is_member
group by measured.is_member, measured.habit, measured.channel
order by measured.habit, measured.channel, measured.is_member
