-- grain: a person and a touchpoint with a satisfaction score from $since to $as_of: the latest; of whom filters leave
-- An answer without a customer is a vote of its own where everybody is looked at.
with asked as (
    select unnest(cast($subject_places as integer[])) as place, unnest(cast($subjects as varchar[])) as subject
),
answers as (
    select
        asked.place,
        surveys.customer_id,
        coalesce('c' || surveys.customer_id, 'a' || surveys.upload_id || '-' || surveys.line) as voter,
        cast(surveys.score as double) as score,
        surveys.answered_at,
        surveys.comment,
        surveys.upload_id,
        surveys.line
    from surveys
    inner join asked on asked.subject = lower(trim(surveys.subject))
    where
        surveys.measure = 'csat'
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
select place, customer_id, voter, score, answered_at, comment
from answers
qualify row_number() over (partition by place, voter order by answered_at desc, upload_id desc, line desc) = 1
