-- grain: a side of the recorded spend of the window (win, keep, or product: marketing that names one) and a channel
-- A touchpoint up to the day of the first order wins, a later one keeps; service, invitations and thanks always keep.
-- Months count by their share in the window. A blank channel is a cost that names none.
with touched as (
    select
        case
            when touchpoints.kind in ('served', 'asked', 'thanked') then 'keep'
            when people.first_order_on < cast(touchpoints.occurred_at as date) then 'keep'
            else 'win'
        end as side,
        touchpoints.channel,
        cast(touchpoints.cost as double) as amount
    from touchpoints
    left join people on people.person_id = touchpoints.person_id
    where
        touchpoints.cost is not null
        and touchpoints.occurred_at >= cast($since as date)
        and touchpoints.occurred_at < cast($until as date) + 1
        and (touchpoints.variant is null or lower(trim(touchpoints.variant)) <> 'held out')
),
asked as (
    select 'keep' as side, channel, cast(cost as double) as amount
    from tickets
    where cost is not null and opened_at >= cast($since as date) and opened_at < cast($until as date) + 1
),
months as (
    select unnest($months) as month, unnest($shares) as share
),
monthly as (
    select
        case
            when costs.kind = 'service' then 'keep'
            when costs.product_id is null then 'win'
            else 'product'
        end as side,
        costs.channel,
        cast(costs.amount as double) * months.share as amount
    from costs
    inner join months on months.month = costs.month
    where costs.kind = 'marketing' or costs.kind = 'service'
),
spent as (
    select side, channel, amount, 'touchpoints' as source from touched
    union all
    select side, channel, amount, 'tickets' from asked
    union all
    select side, channel, amount, 'costs' from monthly
)
select side, channel, source, sum(amount) as spend
from spent
group by side, channel, source
order by side, channel nulls first, source
