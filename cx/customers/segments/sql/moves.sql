-- grain: a tier now and the tier after refitting
select before.tier, after.tier as refitted, count(*) as customers, sum(before.profit) as profit
from query_table($before) as before
inner join query_table($after) as after on after.customer_id = before.customer_id
group by before.tier, after.tier
order by before.tier, after.tier
