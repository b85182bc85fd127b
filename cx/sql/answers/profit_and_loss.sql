-- grain: one tier, all guests, or all who did not order
select
    case money.who when 'customer' then placed.tier when 'guest' then 'Guests' else 'Did not order' end as who,
    count(money.customer_id) as customers,
    sum(money.revenue) as revenue,
    sum(money.cost_of_goods) as cost_of_goods,
    sum(money.cost_to_serve) as cost_to_serve,
    sum(money.contribution) as contribution,
    sum(money.fixed_cost_share) as fixed_cost_share,
    sum(money.profit) as profit
from query_table($money) as money
left join query_table($placed) as placed on placed.customer_id = money.customer_id
group by case money.who when 'customer' then placed.tier when 'guest' then 'Guests' else 'Did not order' end
