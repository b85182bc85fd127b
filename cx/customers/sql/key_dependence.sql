-- grain: one row: customers, and how many of them depend on the key of the fixed cost
select
    count(*) as customers,
    count(case when not (by_order.tier = by_customer.tier and by_order.tier = by_revenue.tier) then 1 end) as depend,
    count(
        case
            when
                (by_order.profit >= 0) <> (by_customer.profit >= 0)
                or (by_order.profit >= 0) <> (by_revenue.profit >= 0)
                then 1
        end
    ) as sign
from query_table($by_order) as by_order
inner join query_table($by_customer) as by_customer on by_customer.customer_id = by_order.customer_id
inner join query_table($by_revenue) as by_revenue on by_revenue.customer_id = by_order.customer_id
