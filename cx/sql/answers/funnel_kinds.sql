-- grain: a kind of event: what a step of a funnel can ask for
select *, cast(row_number() over () as integer) as event_kind
from (
    select distinct 'touchpoints' as source, kind, step as named, channel, campaign
    from touchpoints
    union all
    select distinct 'orders', null, null, channel, null
    from (
        select min(channel) as channel
        from orders
        where customer_id is not null and revenue >= 0
        group by customer_id, order_id
    )
)
