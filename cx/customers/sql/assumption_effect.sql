-- grain: one row: how the profit of all changes, and how many customers cross a line of loss
select
    (select sum(profit) from query_table($after)) - (select sum(profit) from query_table($before)) as profit,
    count(
        case
            when (before.contribution < 0) <> (after.contribution < 0) or (before.profit < 0) <> (after.profit < 0)
                then 1
        end
    ) as customers
from query_table($before) as before
inner join query_table($after) as after on after.customer_id = before.customer_id
where before.who = 'customer'
