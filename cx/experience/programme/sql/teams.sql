-- grain: a team of the map, or one that the employees' survey is about, by name
select team
from query_table($map)
union
select trim(subject)
from surveys
where measure = 'employee' and trim(subject) <> ''
order by team
