-- grain: a touchpoint or an order with a purchase, in the order of persons and of their time
-- Neither what was held out nor invitations to a survey nor thanks.
-- A person's next event has the next number. At one moment touchpoints come before orders, then as loaded.
-- moment is the day of the event, or its moment: how many units of $unit microseconds after 1900 (cx/funnel_walk.py).
with happened as (
    select
        person_id,
        occurred_at,
        0 as source_order,
        'touchpoints' as source,
        kind,
        step as named,
        channel,
        campaign,
        upload_id,
        line
    from touchpoints
    where (variant is null or lower(trim(variant)) <> 'held out') and (kind is null or kind not in ('asked', 'thanked'))
    union all
    -- the lines of an order's first day alone, which say the same whatever comes later
    select orders.customer_id, min(ordered_at), 1, 'orders', null, null, min(channel), null, min(upload_id), min(line)
    from orders
    left join split_orders on split_orders.customer_id = orders.customer_id and split_orders.order_id = orders.order_id
    where
        orders.customer_id is not null
        and revenue >= 0
        and (split_orders.first_on is null or cast(ordered_at as date) = split_orders.first_on)
    group by orders.customer_id, orders.order_id
),
in_order as (
    select persons.person, happened.occurred_at, kinds.event_kind
    from happened
    inner join query_table($persons) as persons on persons.person_id = happened.person_id
    inner join query_table($kinds) as kinds
        on kinds.source = happened.source
        and kinds.kind is not distinct from happened.kind
        and kinds.named is not distinct from happened.named
        and kinds.channel is not distinct from happened.channel
        and kinds.campaign is not distinct from happened.campaign
    order by persons.person, happened.occurred_at, happened.source_order, happened.upload_id, happened.line
)
-- DuckDB numbers rows as they come; sorting first takes a third of the time of a window that sorts.
-- Numbers of four bytes, enough for two billion events, are joined and kept at two thirds of the cost of eight.
select
    cast(row_number() over () as integer) as number,
    person,
    (epoch_us(occurred_at) - epoch_us(timestamp '1900-01-01')) // $unit as moment,
    event_kind
from in_order
