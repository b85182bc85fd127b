-- grain: one listed customer, most money at stake first
select *, count(*) over () as customers, sum(to_keep) over () as to_keep_of_all, sum(to_gain) over () as to_gain_of_all
from query_table($played)
where list_contains($plays, play)
order by to_keep + to_gain desc, customer_id
limit $limit
