-- grain: a person and a touchpoint with an answer of a study from $since to $as_of: the latest score of each question
-- An answer without a customer is a person of its own where everybody is looked at.
with asked as (
    select unnest(cast($subject_places as integer[])) as place, unnest(cast($subjects as varchar[])) as subject
),
answers as (
    select
        asked.place,
        coalesce('c' || surveys.customer_id, 'a' || surveys.upload_id || '-' || surveys.line) as person,
        surveys.measure,
        cast(surveys.score as double) as score,
        -- one number instead of three columns, which take twice as long to compare
        cast(epoch_us(surveys.answered_at) as hugeint) * 1000000000000000000
        + cast(surveys.upload_id as bigint) * 1000000000000 + surveys.line as moment
    from surveys
    inner join asked on asked.subject = lower(trim(surveys.subject))
    where
        surveys.measure in ('promise', 'expectation', 'perception', 'importance')
        and surveys.answered_at >= cast($since as date)
        and surveys.answered_at < cast($as_of as date) + 1
        and ($region is null or surveys.customer_id in (select customer_id from known_customers where region = $region))
        and (
            $segment is null
            or surveys.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
)
select
    place,
    person,
    arg_max(score, moment) filter (measure = 'promise') as promise,
    arg_max(score, moment) filter (measure = 'expectation') as expectation,
    arg_max(score, moment) filter (measure = 'perception') as experienced,
    arg_max(score, moment) filter (measure = 'importance') as importance
from answers
group by place, person
