-- grain: a touchpoint of a study, by its place: mean scores, and the differences of each person's own scores
-- Experience and importance are of who also said what was promised or expected, where anybody did: else of everybody.
with answers as (
    select
        study.*,
        promise is not null
        or expectation is not null
        or count(coalesce(promise, expectation)) over (partition by place) = 0 as is_counted
    from query_table($study) as study
)
select
    place,
    avg(promise) as promise,
    avg(expectation) as expectation,
    avg(experienced) as experienced,
    avg(importance) as importance,
    count(experienced) as study_n,
    avg(experienced - promise) as gap,
    stddev_samp(experienced - promise) as gap_spread,
    count(experienced - promise) as gap_n,
    avg(experienced - expectation) as expectation_gap,
    stddev_samp(experienced - expectation) as expectation_spread,
    count(experienced - expectation) as expectation_n
from answers
where is_counted
group by place
order by place
