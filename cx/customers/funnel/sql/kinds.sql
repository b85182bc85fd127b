-- grain: a kind of event: what a step of a funnel can ask for
select *, cast(row_number() over () as integer) as event_kind
from (
    select distinct 'touchpoints' as source, kind, step as named, channel, campaign
    from touchpoints
    where kind is null or kind not in ('asked', 'thanked')
    union all
    select distinct 'orders', null, null, channel, null
    from (
        select min(channel) as channel
        from orders
        left join split_orders
            on split_orders.customer_id = orders.customer_id and split_orders.order_id = orders.order_id
        where
            orders.customer_id is not null
            and revenue >= 0
            and (split_orders.first_on is null or cast(ordered_at as date) = split_orders.first_on)
        group by orders.customer_id, orders.order_id
    ) as placed
) as happened
