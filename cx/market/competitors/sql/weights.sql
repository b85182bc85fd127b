-- grain: an attribute on which every company was scored, with its weight: its importance; all alike where none has one
with shared as (
    select attribute
    from query_table($answers)
    group by attribute
    having count(distinct company) = (select count(distinct company) from query_table($answers))
)
select importance.attribute, coalesce(importance.importance, avg(importance.importance) over (), 1) as weight
from query_table($importance) as importance
inner join shared on shared.attribute = importance.attribute
