-- grain: a draw of people and a touchpoint of a study: sums of its people's gaps and importances
-- Each person is a draw of their own while there are at most $draws people; of more, several by a hash of who they are.
with persons as (
    select
        person,
        (row_number() over (order by hash(person), person) - 1) % cast($draws as bigint) as draw
    from (select distinct person from query_table($study)) as known
)
select
    persons.draw,
    study.place,
    count(study.experienced - study.promise) as gaps,
    coalesce(sum(study.experienced - study.promise), 0) as gap_sum,
    count(study.importance) as importances,
    coalesce(sum(study.importance), 0) as importance_sum
from query_table($study) as study
inner join persons on persons.person = study.person
group by persons.draw, study.place
order by persons.draw, study.place
