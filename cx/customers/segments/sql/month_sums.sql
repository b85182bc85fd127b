-- grain: a tier, a region of its customers and a day of the window on which something happened
with members as (
    select customer_id, tier, region
    from query_table($placed)
    where $segment is null
        or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
),
lines as (
    select
        customer_id,
        cast(ordered_at as date) as day,
        cast(sum(revenue) as double) as revenue,
        cast(coalesce(sum(cost), 0) as double) as known_cost,
        cast(coalesce(sum(case when cost is null then revenue end), 0) as double) as revenue_without_cost
    from orders
    where ordered_at >= cast($since as date) and ordered_at < cast($until as date) + 1 and customer_id is not null
    group by customer_id, cast(ordered_at as date)
),
ordered as (
    select customer_id, day, purchases as orders
    from purchase_days
    where day >= cast($since as date) and day <= cast($until as date)
),
contacts as (
    select
        person_id as customer_id,
        cast(occurred_at as date) as day,
        cast(coalesce(sum(cost), 0) as double) as contact_cost,
        count(
            case
                when kind in ('recommended', 'unsubscribed', 'bounced', 'asked', 'thanked') then null
                when cost is null then 1
            end
        ) as contacts_without_cost
    from touchpoints
    where
        occurred_at >= cast($since as date) and occurred_at < cast($until as date) + 1
        and (variant is null or variant <> 'held out')
    group by person_id, cast(occurred_at as date)
),
asked as (
    select
        customer_id,
        cast(opened_at as date) as day,
        cast(coalesce(sum(cost), 0) as double) as ticket_cost,
        count(case when lower(kind) <> 'call' and cost is null then 1 end) as tickets_without_cost
    from tickets
    where opened_at >= cast($since as date) and opened_at < cast($until as date) + 1 and customer_id is not null
    group by customer_id, cast(opened_at as date)
),
happened as (
    select * from lines
    union all by name
    select * from ordered
    union all by name
    select * from contacts
    union all by name
    select * from asked
)
select
    members.tier,
    members.region,
    happened.day,
    coalesce(sum(happened.revenue), 0) as revenue,
    coalesce(sum(happened.known_cost), 0) as known_cost,
    coalesce(sum(happened.revenue_without_cost), 0) as revenue_without_cost,
    coalesce(sum(happened.orders), 0) as orders,
    coalesce(sum(happened.contact_cost), 0) as contact_cost,
    coalesce(sum(happened.contacts_without_cost), 0) as contacts_without_cost,
    coalesce(sum(happened.ticket_cost), 0) as ticket_cost,
    coalesce(sum(happened.tickets_without_cost), 0) as tickets_without_cost
from happened
inner join members on members.customer_id = happened.customer_id
group by members.tier, members.region, happened.day
