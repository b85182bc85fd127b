-- grain: a customer type by the rules in use and the type by other ones
select now.kind, becoming.kind as becomes, count(*) as customers
from query_table($now) as now
inner join query_table($then) as becoming on becoming.customer_id = now.customer_id
group by now.kind, becoming.kind
order by now.kind, becoming.kind
