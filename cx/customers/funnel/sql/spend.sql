-- grain: a channel, and apart from it the marketing that names a product, with what was spent in the period
-- Spent: touchpoints that took place and are no service (served, asked, thanked), and marketing costs of the months.
-- A month that lies in the period in part counts for that part of its days. A blank channel is a cost that names none.
with bounds as (
    select coalesce($entered_from, least(
        (
            select min(cast(occurred_at as date)) from touchpoints
            where kind is null or kind not in ('asked', 'thanked')
        ),
        (select min(month) from costs where kind = 'marketing')
    )) as since
),
spent as (
    select touchpoints.channel, false as is_of_product, cast(touchpoints.cost as double) as amount
    from touchpoints
    cross join bounds
    where
        touchpoints.cost is not null
        and cast(touchpoints.occurred_at as date) between bounds.since and $entered_to
        and (touchpoints.variant is null or lower(trim(touchpoints.variant)) <> 'held out')
        and (touchpoints.kind is null or touchpoints.kind not in ('served', 'asked', 'thanked'))
    union all
    select
        costs.channel,
        costs.product_id is not null,
        cast(costs.amount as double)
        * greatest(0, least(last_day(costs.month), $entered_to) - greatest(costs.month, bounds.since) + 1)
        / cast(last_day(costs.month) - costs.month + 1 as double)
    from costs
    cross join bounds
    where costs.kind = 'marketing'
)
select channel, is_of_product, sum(amount) as spend
from spent
group by channel, is_of_product
order by spend desc, channel, is_of_product
