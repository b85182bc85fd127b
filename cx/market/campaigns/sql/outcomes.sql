-- grain: a campaign and a person of query_table($people)
-- after: from the day of the mail to $days later; before: the $before days until then; later: the $days after
with orders_near as (
    select people.campaign, people.customer_id, purchase_days.day - people.day as gap, purchase_days.purchases
    from query_table($people) as people
    inner join purchase_days on purchase_days.customer_id = people.customer_id
    where purchase_days.revenue > 0
        and purchase_days.day >= people.day - $before and purchase_days.day <= people.day + 2 * $days
        and purchase_days.day <= cast($as_of as date)
),
counted as (
    select
        campaign,
        customer_id,
        sum(case when gap between 0 and $days then purchases else 0 end) as orders,
        sum(case when gap < 0 then purchases else 0 end) as orders_before,
        sum(case when gap > $days then purchases else 0 end) as orders_later
    from orders_near
    group by campaign, customer_id
),
lines as (
    select
        people.campaign,
        people.customer_id,
        cast(orders.ordered_at as date) - people.day as gap,
        cast(orders.revenue as double) as revenue,
        cast(orders.revenue - coalesce(orders.cost, orders.revenue * (1 - $gross_margin)) as double) as margin
    from query_table($people) as people
    inner join orders on orders.customer_id = people.customer_id
    where orders.ordered_at >= people.day - $before
        and orders.ordered_at < people.day + $days + 1
        and orders.ordered_at < cast($as_of as date) + 1
),
earned as (
    select
        campaign,
        customer_id,
        sum(case when gap >= 0 then margin else 0 end) as margin,
        sum(case when gap < 0 then margin else 0 end) as margin_before,
        sum(case when gap < 0 then revenue else 0 end) as revenue_before
    from lines
    group by campaign, customer_id
),
answers as (
    select
        campaign,
        person_id as customer_id,
        bool_or(kind = 'opened') as opened,
        bool_or(kind = 'clicked') as clicked,
        bool_or(kind = 'unsubscribed') as unsubscribed
    from touchpoints
    where campaign is not null and occurred_at < cast($as_of as date) + 1
    group by campaign, person_id
)
select
    people.campaign,
    people.customer_id,
    people.is_held_out,
    people.cost,
    people.region,
    people.first_day,
    people.last_day,
    coalesce(answers.opened, false) as opened,
    coalesce(answers.clicked, false) as clicked,
    coalesce(answers.unsubscribed, false) as unsubscribed,
    coalesce(counted.orders, 0) > 0 as bought,
    cast(coalesce(counted.orders, 0) as double) as orders,
    cast(coalesce(counted.orders_before, 0) as double) as orders_before,
    cast(coalesce(counted.orders_later, 0) as double) as orders_later,
    coalesce(earned.margin, 0) as margin,
    coalesce(earned.margin_before, 0) as margin_before,
    coalesce(earned.revenue_before, 0) as revenue_before
from query_table($people) as people
left join counted on counted.campaign = people.campaign and counted.customer_id = people.customer_id
left join earned on earned.campaign = people.campaign and earned.customer_id = people.customer_id
left join answers on answers.campaign = people.campaign and answers.customer_id = people.customer_id
