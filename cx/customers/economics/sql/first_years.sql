-- grain: a customer whose first 365 days ran out in the 12 months up to $until, with their contribution in these days
-- Money as in the contribution of the 12 months; contacts up to the first order are part of the cost to win.
-- Blank channel: no recorded touchpoint up to the day of the first order.
with won as (
    select
        person_id as customer_id,
        first_order_on,
        case when first_touch_on <= first_order_on then first_touch_channel end as channel
    from people
    where first_order_on >= cast($won_from as date) and first_order_on <= cast($won_to as date)
),
sold as (
    select
        orders.customer_id,
        cast(sum(orders.revenue) as double)
        - cast(coalesce(sum(orders.cost), 0) as double)
        - (1 - $gross_margin) * cast(coalesce(sum(case when orders.cost is null then orders.revenue end), 0) as double)
            as margin
    from orders
    inner join won on won.customer_id = orders.customer_id
    where
        orders.ordered_at >= won.first_order_on
        and orders.ordered_at < won.first_order_on + 365
    group by orders.customer_id
),
ordered as (
    select purchase_days.customer_id, sum(purchase_days.purchases) as purchases
    from purchase_days
    inner join won on won.customer_id = purchase_days.customer_id
    where purchase_days.day >= won.first_order_on and purchase_days.day < won.first_order_on + 365
    group by purchase_days.customer_id
),
touched as (
    select
        touchpoints.person_id as customer_id,
        sum(case
            when touchpoints.cost is not null then cast(touchpoints.cost as double)
            when touchpoints.kind in ('recommended', 'unsubscribed', 'bounced', 'asked', 'thanked') then 0
            else $cost_per_contact
        end) as cost
    from touchpoints
    inner join won on won.customer_id = touchpoints.person_id
    where
        touchpoints.occurred_at < won.first_order_on + 365
        and (
            touchpoints.occurred_at >= won.first_order_on + 1
            or (touchpoints.kind in ('served', 'asked', 'thanked') and touchpoints.occurred_at >= won.first_order_on)
        )
        and (touchpoints.variant is null or lower(trim(touchpoints.variant)) <> 'held out')
    group by touchpoints.person_id
),
asked as (
    select
        tickets.customer_id,
        sum(case
            when tickets.cost is not null then cast(tickets.cost as double)
            when lower(tickets.kind) = 'call' then 0
            else $cost_per_ticket
        end) as cost
    from tickets
    inner join won on won.customer_id = tickets.customer_id
    where tickets.opened_at >= won.first_order_on and tickets.opened_at < won.first_order_on + 365
    group by tickets.customer_id
),
brought as (
    select distinct touchpoints.person_id as customer_id
    from touchpoints
    inner join won on won.customer_id = touchpoints.person_id
    where touchpoints.kind = 'referred' and touchpoints.occurred_at < won.first_order_on + 1
)
select
    won.customer_id,
    won.channel,
    brought.customer_id is not null as is_referred,
    coalesce(sold.margin, 0) - coalesce(ordered.purchases, 0) * $cost_per_order
    - coalesce(touched.cost, 0) - coalesce(asked.cost, 0) as contribution
from won
left join sold on sold.customer_id = won.customer_id
left join ordered on ordered.customer_id = won.customer_id
left join touched on touched.customer_id = won.customer_id
left join asked on asked.customer_id = won.customer_id
left join brought on brought.customer_id = won.customer_id
