-- grain: a day on which guests placed orders, each on its first day; returns are none
-- reads: orders
with placed as (
    select order_id, cast(min(ordered_at) as date) as day
    from orders
    where customer_id is null and revenue >= 0
    group by order_id
)
select day, count(*) as orders
from placed
group by day
