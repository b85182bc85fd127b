-- grain: an overdue customer, most profit first; every row carries how many there are in all
select
    overdue.*,
    overdue.silent_days - overdue.limit_days as days_overdue,
    placed.tier,
    placed.profit,
    placed.region,
    contacts.email,
    contacts.phone
from query_table($overdue) as overdue
left join query_table($placed) as placed on placed.customer_id = overdue.customer_id
left join query_table($contacts) as contacts on contacts.customer_id = overdue.customer_id
order by placed.profit desc nulls last, overdue.revenue desc, overdue.customer_id
limit $limit
