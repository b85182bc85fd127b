-- grain: one customer who ordered from $since to $until; one row more for all guests, one for all who did not order
with sums as (
    select
        customer_id,
        cast(sum(revenue) as double) as revenue,
        cast(coalesce(sum(cost), 0) as double) as known_cost,
        cast(coalesce(sum(case when cost is null then revenue end), 0) as double) as revenue_without_cost,
        cast(coalesce(sum(discount), 0) as double) as discount,
        cast(coalesce(sum(case when revenue < 0 then -revenue end), 0) as double) as returned,
        cast(max(case when revenue >= 0 then ordered_at end) as date) as last_on,
        count(*) as lines
    from orders
    where ordered_at >= cast($since as date) and ordered_at < cast($until as date) + 1
    group by customer_id
),
ordered as (
    select customer_id, 1 as orders
    from purchase_days
    where purchases > 0 and day >= cast($since as date) and day <= cast($until as date)
    union all
    select customer_id, orders
    from extra_orders
    where day >= cast($since as date) and day <= cast($until as date)
    union all
    select customer_id, 1 - count(*)
    from query_table($split)
    where day >= cast($since as date) and day <= cast($until as date)
    group by customer_id, order_id
),
order_counts as (
    select customer_id, sum(orders) as purchases
    from ordered
    group by customer_id
),
buyers as (
    select
        sums.*,
        case when sums.customer_id is null then 'guest' else 'customer' end as who,
        cast(coalesce(purchases, 0) as bigint) as purchases
    from sums
    left join order_counts on order_counts.customer_id is not distinct from sums.customer_id
),
contacts as (
    select
        person_id,
        count(*) as contacts,
        cast(sum(cost) as double) as contact_cost,
        sum(case when cost is null then 1 else 0 end) as contacts_without_cost,
        sum(case when kind = 'served' then 1 else 0 end) as served
    from touchpoints
    where occurred_at >= cast($since as date) and occurred_at < cast($until as date) + 1
        and (variant is null or variant <> 'held out')
    group by person_id
),
asked as (
    select
        customer_id,
        count(*) as tickets,
        cast(sum(cost) as double) as ticket_cost,
        sum(case when cost is null then 1 else 0 end) as tickets_without_cost,
        sum(case when resolved_at < cast($until as date) + 1 then 1 else 0 end) as resolved
    from tickets
    where opened_at >= cast($since as date) and opened_at < cast($until as date) + 1
    group by customer_id
),
service as (
    select
        coalesce(contacts.person_id, asked.customer_id) as customer_id,
        coalesce(contacts, 0) as contacts,
        coalesce(contact_cost, 0) as contact_cost,
        coalesce(contacts_without_cost, 0) as contacts_without_cost,
        coalesce(tickets, 0) as tickets,
        coalesce(ticket_cost, 0) as ticket_cost,
        coalesce(tickets_without_cost, 0) as tickets_without_cost,
        coalesce(served, 0) + coalesce(resolved, 0) as times_served
    from contacts
    full join asked on asked.customer_id = contacts.person_id
),
unattached as (
    select
        sum(contact_cost) as contact_cost, sum(contacts) as contacts,
        sum(contacts_without_cost) as contacts_without_cost,
        sum(ticket_cost) as ticket_cost, sum(tickets) as tickets,
        sum(tickets_without_cost) as tickets_without_cost
    from service
    where not exists (select 1 from buyers where buyers.customer_id = service.customer_id)
)
select
    buyers.customer_id, who, last_on, revenue, known_cost, revenue_without_cost, discount, returned, purchases, lines,
    coalesce(contacts, 0) as contacts, coalesce(contact_cost, 0) as contact_cost,
    coalesce(contacts_without_cost, 0) as contacts_without_cost,
    coalesce(tickets, 0) as tickets, coalesce(ticket_cost, 0) as ticket_cost,
    coalesce(tickets_without_cost, 0) as tickets_without_cost, coalesce(times_served, 0) as times_served
from buyers
left join service on service.customer_id = buyers.customer_id
union all
select
    null, 'no order', null, 0, 0, 0, 0, 0, 0, 0, contacts, contact_cost, contacts_without_cost,
    tickets, ticket_cost, tickets_without_cost, 0
from unattached
where contacts + tickets > 0
