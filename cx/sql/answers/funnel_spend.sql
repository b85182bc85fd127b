-- grain: a channel, with what was spent on it in the period: touchpoints that took place, and marketing costs of its months
-- A month that lies in the period in part counts for that part of its days. A blank channel is a cost that names none.
with bounds as (
    select coalesce($entered_from, least(
        (select min(cast(occurred_at as date)) from touchpoints),
        (select min(month) from costs where kind = 'marketing')
    )) as since
),
spent as (
    select touchpoints.channel, cast(touchpoints.cost as double) as amount
    from touchpoints
    cross join bounds
    where
        touchpoints.cost is not null
        and cast(touchpoints.occurred_at as date) between bounds.since and $entered_to
        and (touchpoints.variant is null or lower(trim(touchpoints.variant)) <> 'held out')
        and (touchpoints.kind is null or touchpoints.kind <> 'served')
    union all
    select
        costs.channel,
        cast(costs.amount as double)
        * greatest(0, least(last_day(costs.month), $entered_to) - greatest(costs.month, bounds.since) + 1)
        / cast(last_day(costs.month) - costs.month + 1 as double)
    from costs
    cross join bounds
    where costs.kind = 'marketing'
)
select channel, sum(amount) as spend
from spent
group by channel
order by spend desc, channel
