-- grain: a person who was touched or who bought
-- reads: orders, purchase_days, touchpoints, customers
-- first touch: the earliest; of several at that moment the alphabetically first channel, then campaign, blanks last.
-- A held-out contact is no touch. Every date is a minimum, so what lies after an as-of date hides nothing before it.
-- moment is the time with the label's place behind it, so that one minimum finds both; a second look at all touches
-- costs as much again.
with labels as (
    select channel, campaign, row_number() over (order by channel asc nulls last, campaign asc nulls last) as label
    from (select distinct channel, campaign from touchpoints) as pairs
),
first_moments as (
    select
        touchpoints.person_id,
        min(touchpoints.occurred_at) as occurred_at,
        min(cast(epoch_us(touchpoints.occurred_at) as hugeint) * 1000000000 + labels.label) as moment
    from touchpoints
    inner join labels
        on labels.channel is not distinct from touchpoints.channel
        and labels.campaign is not distinct from touchpoints.campaign
    where touchpoints.variant is null or lower(trim(touchpoints.variant)) <> 'held out'
    group by touchpoints.person_id
),
first_days as (
    select customer_id, min(day, 2) as days
    from purchase_days
    where purchases > 0
    group by customer_id
),
buyers as (
    select customer_id, days[1] as ordered_on, days[2] as again_on
    from first_days
),
seen as (
    select
        coalesce(first_moments.person_id, buyers.customer_id) as person_id,
        cast(first_moments.occurred_at as date) as touched_on,
        cast(
            first_moments.moment - cast(epoch_us(first_moments.occurred_at) as hugeint) * 1000000000 as bigint
        ) as label,
        buyers.ordered_on,
        buyers.again_on
    from first_moments
    full outer join buyers on buyers.customer_id = first_moments.person_id
)
select
    seen.person_id,
    seen.touched_on as first_touch_on,
    labels.channel as first_touch_channel,
    labels.campaign as first_touch_campaign,
    seen.ordered_on as first_order_on,
    seen.again_on as second_order_on,
    customers.region
from seen
left join labels on labels.label = seen.label
left join customers on customers.customer_id = seen.person_id
