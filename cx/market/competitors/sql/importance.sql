-- grain: an attribute, with how important it is: every respondent counts once, and so does a row that names nobody
select attribute, avg(importance) as importance
from (
    select attribute, scored_by, avg(importance) as importance
    from query_table($answers)
    where scored_by is not null
    group by attribute, scored_by
    union all
    select attribute, scored_by, importance
    from query_table($answers)
    where scored_by is null
) as of_person
group by attribute
