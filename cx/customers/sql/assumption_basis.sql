-- grain: one row: what the window says itself about margins and costs
with sums as (
    select
        sum(revenue) as revenue,
        sum(purchases) as purchases,
        sum(revenue - revenue_without_cost) as revenue_with_cost,
        sum(known_cost) as known_cost
    from query_table($window)
),
lines as (
    select count(*) as lines, count(cost) as costed
    from orders
    where ordered_at >= cast($since as date) and ordered_at < cast($until as date) + 1
),
contacts as (
    select
        avg(cast(cost as double)) as contact_cost,
        cast(count(cost) as double) / nullif(count(*), 0) as costed_contacts
    from touchpoints
    where occurred_at >= cast($since as date) and occurred_at < cast($until as date) + 1
        and (variant is null or variant <> 'held out')
        and (kind is null or kind not in ('recommended', 'unsubscribed', 'bounced', 'asked', 'thanked'))
),
asked as (
    select avg(cast(cost as double)) as ticket_cost, cast(count(cost) as double) / nullif(count(*), 0) as costed_tickets
    from tickets
    where opened_at >= cast($since as date) and opened_at < cast($until as date) + 1 and lower(kind) <> 'call'
),
months as (
    select unnest($months) as month, unnest($shares) as share
),
fixed as (
    select sum(cast(costs.amount as double) * months.share) as fixed_cost
    from costs
    inner join months on months.month = costs.month
)
select
    revenue, purchases,
    case when costed > 0 then 1 - known_cost / nullif(revenue_with_cost, 0) end as margin,
    cast(costed as double) / nullif(lines, 0) as costed_share,
    contact_cost, costed_contacts, ticket_cost, costed_tickets, fixed_cost
from sums
cross join lines
cross join contacts
cross join asked
cross join fixed
