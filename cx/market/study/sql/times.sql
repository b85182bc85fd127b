-- grain: a side (of the group or of the others), a weekday (1: Monday) and three hours, with the orders
select
    sides.is_member,
    isodow(bought.ordered_at) as weekday,
    3 * (extract(hour from bought.ordered_at) // 3) as hour,
    count(*) as orders
from query_table($bought) as bought
inner join query_table($sides) as sides on sides.customer_id = bought.customer_id
group by all
order by all
