-- grain: one tier, all guests, all who did not order, or the fixed cost that nobody has a share of
with named as (
    select
        money.*,
        case money.who
            when 'customer' then placed.tier
            when 'guest' then 'Guests'
            when 'unallocated' then 'Not allocated'
            else 'Did not order'
        end as line
    from query_table($money) as money
    left join query_table($placed) as placed on placed.customer_id = money.customer_id
)
select
    line as who,
    count(customer_id) as customers,
    sum(revenue) as revenue,
    sum(cost_of_goods) as cost_of_goods,
    sum(cost_to_serve) as cost_to_serve,
    sum(contribution) as contribution,
    sum(fixed_cost_share) as fixed_cost_share,
    sum(profit) as profit
from named
group by line
