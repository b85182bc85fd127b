-- grain: a person who was touched or who bought
-- reads: orders, purchase_days, touchpoints, customers
-- first touch: the earliest; of several at that moment the alphabetically first channel, then campaign, blanks last.
-- A held-out contact is no touch. Every date is a minimum, so what lies after an as-of date hides nothing before it.
with touches as (
    select person_id, occurred_at, channel, campaign
    from touchpoints
    where variant is null or lower(trim(variant)) <> 'held out'
),
first_moments as (
    select person_id, min(occurred_at) as occurred_at
    from touches
    group by person_id
),
numbered_touches as (
    select
        touches.person_id,
        touches.occurred_at,
        touches.channel,
        touches.campaign,
        row_number() over (
            partition by touches.person_id
            order by touches.channel asc nulls last, touches.campaign asc nulls last
        ) as place
    from touches
    inner join first_moments
        on touches.person_id = first_moments.person_id and touches.occurred_at = first_moments.occurred_at
),
first_touches as (
    select person_id, cast(occurred_at as date) as touched_on, channel, campaign
    from numbered_touches
    where place = 1
),
first_orders as (
    select customer_id, min(day) as ordered_on
    from purchase_days
    where purchases > 0
    group by customer_id
),
buyers as (
    select
        first_orders.customer_id,
        first_orders.ordered_on,
        min(case when purchase_days.day > first_orders.ordered_on then purchase_days.day end) as again_on
    from first_orders
    inner join purchase_days
        on purchase_days.customer_id = first_orders.customer_id and purchase_days.purchases > 0
    group by first_orders.customer_id, first_orders.ordered_on
),
seen as (
    select
        coalesce(first_touches.person_id, buyers.customer_id) as person_id,
        first_touches.touched_on,
        first_touches.channel,
        first_touches.campaign,
        buyers.ordered_on,
        buyers.again_on
    from first_touches
    full outer join buyers on buyers.customer_id = first_touches.person_id
),
numbered_customers as (
    select
        customer_id,
        region,
        row_number() over (partition by customer_id order by upload_id desc, line desc) as place
    from customers
)
select
    seen.person_id as person_id,
    seen.touched_on as first_touch_on,
    seen.channel as first_touch_channel,
    seen.campaign as first_touch_campaign,
    seen.ordered_on as first_order_on,
    seen.again_on as second_order_on,
    numbered_customers.region as region
from seen
left join numbered_customers
    on numbered_customers.customer_id = seen.person_id and numbered_customers.place = 1
