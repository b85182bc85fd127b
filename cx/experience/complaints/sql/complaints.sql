-- grain: a complaint, with its outcome 30 days after it was opened
-- is_first: the customer had no complaint in the 365 days before; of several on a day the first by time, then by id.
-- severity that is not recorded: thirds, over all complaints, of the value of the customer's last order before it.
with opened as (
    select
        ticket_id, customer_id, topic, channel, severity, answered_at, resolved_at, satisfied, reopened_at, opened_at,
        cast(opened_at as date) as day
    from tickets
    where lower(kind) = 'complaint'
),
order_days as (
    select customer_id, day, revenue from purchase_days where purchases > 0
),
valued as (
    select
        opened.*,
        order_days.revenue as order_value,
        lag(opened.day) over (
            partition by opened.customer_id order by opened.opened_at, opened.ticket_id
        ) as day_before
    from opened
    asof left join order_days on order_days.customer_id = opened.customer_id and opened.day >= order_days.day
),
thirds as (
    select quantile_cont(order_value, 1 / 3) as low, quantile_cont(order_value, 2 / 3) as high from valued
)
select
    valued.ticket_id as case_id, valued.customer_id, valued.day, valued.topic, valued.channel,
    case
        when
            valued.resolved_at is null and valued.satisfied
            or valued.resolved_at is not null and valued.satisfied is null
            and cast(valued.resolved_at as date) <= valued.day + 30
            then 'not asked'
        when
            valued.satisfied and cast(valued.resolved_at as date) <= valued.day + 30
            and (
                valued.reopened_at is null
                or valued.reopened_at <= valued.resolved_at
                or cast(valued.reopened_at as date) > valued.day + 30
            )
            then 'helped'
        else 'not helped'
    end as outcome,
    case
        when valued.severity is not null then cast(round(valued.severity) as integer)
        when valued.order_value <= thirds.low then 1
        when valued.order_value <= thirds.high then 2
        when valued.order_value is not null then 3
    end as severity,
    case
        when valued.answered_at is null or valued.answered_at > valued.opened_at + interval 30 day then 'never'
        when valued.answered_at <= valued.opened_at + interval 4 hour then 'within 4 h'
        when valued.answered_at <= valued.opened_at + interval 12 hour then '4 to 12 h'
        else 'after 12 h'
    end as answer,
    valued.customer_id is not null
    and (valued.day_before is null or valued.day - valued.day_before > 365) as is_first
from valued
cross join thirds
