-- grain: a question of the surveys that an idea can be measured by
select distinct case when subject is null then measure else concat(measure, ': ', subject) end as measure
from surveys
where list_contains($measures, measure)
order by measure
