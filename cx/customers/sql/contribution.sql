-- grain: as the window's: one customer who ordered, all guests, all who did not order; fixed cost that nobody has a
-- share of
with valued as (
    select
        *,
        known_cost + (1 - $gross_margin) * revenue_without_cost as cost_of_goods,
        purchases * $cost_per_order + contact_cost + contacts_without_cost * $cost_per_contact
        + ticket_cost + tickets_without_cost * $cost_per_ticket as cost_to_serve,
        case
            when who = 'no order' then 0
            when $fixed_cost_key = 'order' then purchases
            when $fixed_cost_key = 'revenue' then greatest(revenue, 0)
            when who = 'customer' then 1
            else 0
        end as shares
    from query_table($window)
),
everybody as (
    select coalesce(sum(shares), 0) as all_shares
    from valued
),
spread as (
    select valued.*, coalesce($fixed_cost * shares / nullif(all_shares, 0), 0) as fixed_cost_share
    from valued
    cross join everybody
)
select
    customer_id, who, last_on, revenue, discount, returned, purchases, lines, contacts, tickets, times_served,
    cost_of_goods, cost_to_serve, fixed_cost_share,
    revenue - cost_of_goods - cost_to_serve as contribution,
    revenue - cost_of_goods - cost_to_serve - fixed_cost_share as profit
from spread
union all by name
select
    'unallocated' as who, 0 as revenue, 0 as discount, 0 as returned, 0 as purchases, 0 as lines, 0 as contacts,
    0 as tickets, 0 as times_served, 0 as cost_of_goods, 0 as cost_to_serve, $fixed_cost as fixed_cost_share,
    0 as contribution, -$fixed_cost as profit
from everybody
where all_shares = 0 and $fixed_cost <> 0
