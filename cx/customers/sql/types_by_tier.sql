-- grain: a type and a tier that a customer has
select kind, tier, count(*) as customers, sum(profit) as profit
from query_table($among)
group by kind, tier
