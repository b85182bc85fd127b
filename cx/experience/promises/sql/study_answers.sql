-- grain: a person and a subject of the study, with the latest score of each measure in the window
with asked as (
    select
        surveys.customer_id, surveys.subject, surveys.measure, surveys.score, surveys.answered_at,
        (surveys.answered_at, surveys.upload_id, surveys.line) as latest
    from surveys
    left join known_customers as customers on customers.customer_id = surveys.customer_id
    where
        surveys.measure in ('promise', 'expectation', 'perception', 'importance')
        and surveys.subject is not null
        and surveys.customer_id is not null
        and surveys.answered_at >= cast($since as date) and surveys.answered_at < cast($as_of as date) + 1
        and ($region is null or customers.region = $region)
        and (
            $segment is null
            or surveys.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
)
select
    customer_id,
    subject,
    cast(arg_max(case when measure = 'promise' then score end, latest) as double) as promise,
    cast(arg_max(case when measure = 'expectation' then score end, latest) as double) as expectation,
    cast(arg_max(case when measure = 'perception' then score end, latest) as double) as experienced,
    cast(arg_max(case when measure = 'importance' then score end, latest) as double) as importance,
    max(answered_at) as answered_at
from asked
group by customer_id, subject
