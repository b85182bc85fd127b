-- grain: one row: customers of some plays who have an open complaint
select count(*) as customers
from query_table($played)
where complaint_on is not null and list_contains($plays, play)
