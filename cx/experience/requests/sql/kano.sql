-- grain: a request and a pair of answers, with how many people gave it as their latest of the 12 months up to $as_of
-- A pair: a person's answers to both questions of a request at most 7 days apart. People without a pair have a row of
-- blank scores.
with answers as (
    select
        surveys.customer_id,
        surveys.subject,
        coalesce(merged.target, surveys.subject) as topic,
        surveys.measure,
        surveys.score,
        surveys.answered_at,
        surveys.upload_id,
        surveys.line
    from surveys
    left join query_table($merged) as merged on merged.topic = surveys.subject
    left join known_customers as customers on customers.customer_id = surveys.customer_id
    where
        surveys.measure in ('kano_with', 'kano_without')
        and surveys.customer_id is not null
        and surveys.subject is not null
        and surveys.score in (1, 2, 3, 4, 5)
        and surveys.answered_at >= cast($since as date)
        and surveys.answered_at < cast($as_of as date) + 1
        and ($region is null or customers.region = $region)
        and (
            $segment is null
            or surveys.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
),
pairs as (
    select
        there.customer_id,
        there.topic,
        there.score as there,
        missing.score as missing,
        row_number() over (
            partition by there.customer_id, there.topic
            order by
                greatest(there.answered_at, missing.answered_at) desc,
                least(there.answered_at, missing.answered_at) desc,
                there.upload_id desc, there.line desc, missing.upload_id desc, missing.line desc
        ) as place
    from answers as there
    inner join answers as missing
        on missing.customer_id = there.customer_id
        and missing.subject = there.subject
        and missing.measure = 'kano_without'
        and missing.answered_at between there.answered_at - interval 7 days and there.answered_at + interval 7 days
    where there.measure = 'kano_with'
)
select
    people.topic,
    cast(pairs.there as integer) as there,
    cast(pairs.missing as integer) as missing,
    count(*) as people
from (select distinct customer_id, topic from answers) as people
left join pairs on pairs.customer_id = people.customer_id and pairs.topic = people.topic and pairs.place = 1
group by people.topic, pairs.there, pairs.missing
order by people.topic, there, missing
