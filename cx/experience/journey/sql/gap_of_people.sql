-- grain: one row: the mean over people of what they experienced less what was promised, at all touchpoints they know
with persons as (
    select person, avg(experienced - promise) as gap
    from query_table($study)
    where experienced - promise is not null
    group by person
)
select avg(gap) as gap, stddev_samp(gap) as gap_spread, count(*) as gap_n
from persons
