-- grain: a person who was touched or who bought
-- reads: orders, purchase_days, touchpoints, known_customers
-- first touch: the earliest; of several at that moment the alphabetically first channel, then campaign, blanks last.
-- A held-out contact is no touch, nor is what the person did (recommended, unsubscribed), what never arrived (bounced),
-- an invitation to a survey (asked) or thanks.
-- Every date is a minimum, so what lies after an as-of date hides nothing before it.
with touches as (
    select person_id, occurred_at, channel, campaign
    from touchpoints
    where
        (variant is null or lower(trim(variant)) <> 'held out')
        and (kind is null or kind not in ('recommended', 'unsubscribed', 'bounced', 'asked', 'thanked'))
),
labels as (
    select channel, campaign, row_number() over (order by channel asc nulls last, campaign asc nulls last) as label
    from (select distinct channel, campaign from touches) as pairs
),
first_moments as (
    select person_id, min(occurred_at) as occurred_at
    from touches
    group by person_id
),
first_touches as (
    select touches.person_id, min(first_moments.occurred_at) as occurred_at, min(labels.label) as label
    from touches
    inner join first_moments
        on first_moments.person_id = touches.person_id and first_moments.occurred_at = touches.occurred_at
    inner join labels
        on labels.channel is not distinct from touches.channel
        and labels.campaign is not distinct from touches.campaign
    group by touches.person_id
),
first_days as (
    select customer_id, min(day) as ordered_on
    from purchase_days
    where purchases > 0
    group by customer_id
),
buyers as (
    select first_days.customer_id, min(first_days.ordered_on) as ordered_on, min(purchase_days.day) as again_on
    from first_days
    left join purchase_days
        on purchase_days.customer_id = first_days.customer_id
        and purchase_days.day > first_days.ordered_on
        and purchase_days.purchases > 0
    group by first_days.customer_id
)
select
    coalesce(first_touches.person_id, buyers.customer_id) as person_id,
    cast(first_touches.occurred_at as date) as first_touch_on,
    labels.channel as first_touch_channel,
    labels.campaign as first_touch_campaign,
    buyers.ordered_on as first_order_on,
    buyers.again_on as second_order_on,
    customers.region
from first_touches
full outer join buyers on buyers.customer_id = first_touches.person_id
left join labels on labels.label = first_touches.label
left join known_customers as customers on customers.customer_id = coalesce(first_touches.person_id, buyers.customer_id)
