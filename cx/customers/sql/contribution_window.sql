-- grain: one customer who ordered from $since to $until; one row more for all guests, one for all who did not order
with sums as (
    select
        customer_id,
        cast(sum(revenue) as double) as revenue,
        cast(coalesce(sum(cost), 0) as double) as known_cost,
        cast(coalesce(sum(case when cost is null then revenue end), 0) as double) as revenue_without_cost,
        cast(coalesce(sum(discount), 0) as double) as discount,
        cast(coalesce(sum(case when revenue < 0 then -revenue end), 0) as double) as returned,
        count(*) as lines
    from orders
    where ordered_at >= cast($since as date) and ordered_at < cast($until as date) + 1
    group by customer_id
),
order_counts as (
    -- an order stands on its first day, whenever its later lines are
    select customer_id, sum(purchases) as purchases, max(day) as last_on
    from purchase_days
    where purchases > 0 and day >= cast($since as date) and day <= cast($until as date)
    group by customer_id
    union all
    select null, sum(orders), max(day)
    from guest_orders
    where day >= cast($since as date) and day <= cast($until as date)
),
buyers as (
    select
        sums.*,
        case when sums.customer_id is null then 'guest' else 'customer' end as who,
        cast(coalesce(purchases, 0) as bigint) as purchases,
        last_on
    from sums
    left join order_counts on order_counts.customer_id is not distinct from sums.customer_id
),
contacts as (
    -- who did not order is counted together, under a blank: most people who are touched
    -- what is no contact has the cost that it says, and none otherwise
    select
        buyers.customer_id,
        count(case when is_contact then 1 end) as contacts,
        cast(coalesce(sum(cost), 0) as double) as contact_cost,
        count(case when is_contact and cost is null then 1 end) as contacts_without_cost,
        count(case when kind = 'served' then 1 end) as served
    from (
        select
            person_id, kind, cost,
            kind is null or kind not in ('recommended', 'unsubscribed', 'bounced', 'asked', 'thanked') as is_contact
        from touchpoints
        where occurred_at >= cast($since as date) and occurred_at < cast($until as date) + 1
            and (variant is null or variant <> 'held out')
    ) as touched
    left join buyers on buyers.customer_id = touched.person_id
    group by buyers.customer_id
),
asked as (
    -- a call has the cost that it says, and is nothing else here
    select
        buyers.customer_id,
        count(case when lower(kind) <> 'call' then 1 end) as tickets,
        cast(coalesce(sum(cost), 0) as double) as ticket_cost,
        count(case when lower(kind) <> 'call' and cost is null then 1 end) as tickets_without_cost,
        count(case when lower(kind) <> 'call' and resolved_at < cast($until as date) + 1 then 1 end) as resolved
    from tickets
    left join buyers on buyers.customer_id = tickets.customer_id
    where opened_at >= cast($since as date) and opened_at < cast($until as date) + 1
    group by buyers.customer_id
),
unattached as (
    select contacts.*, asked.* exclude (customer_id)
    from (select 1) as once
    left join contacts on contacts.customer_id is null
    left join asked on asked.customer_id is null
),
served as (
    select buyers.*, contacts.* exclude (customer_id), asked.* exclude (customer_id)
    from buyers
    left join contacts on contacts.customer_id = buyers.customer_id
    left join asked on asked.customer_id = buyers.customer_id
    union all by name
    select
        'no order' as who, 0 as revenue, 0 as known_cost, 0 as revenue_without_cost, 0 as discount, 0 as returned,
        0 as purchases, 0 as lines, *
    from unattached
    where contacts is not null or tickets is not null
)
select
    customer_id, who, last_on, revenue, known_cost, revenue_without_cost, discount, returned, purchases, lines,
    coalesce(contacts, 0) as contacts, coalesce(contact_cost, 0) as contact_cost,
    coalesce(contacts_without_cost, 0) as contacts_without_cost,
    coalesce(tickets, 0) as tickets, coalesce(ticket_cost, 0) as ticket_cost,
    coalesce(tickets_without_cost, 0) as tickets_without_cost,
    case when who = 'no order' then 0 else coalesce(served, 0) + coalesce(resolved, 0) end as times_served
from served
