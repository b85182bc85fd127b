-- grain: a person who answered about every one of $subjects in one wave, and gave the NPS within 60 days of it
-- The wave is the person's latest answers on the subjects, at most $wave_days days from the first to the last of them.
-- scores are in the order of $subjects. Of many people, the first $most by a hash of their id.
with subjects as (
    select
        unnest(cast($subjects as varchar[])) as subject,
        generate_subscripts(cast($subjects as varchar[]), 1) as place
),
latest as (
    select
        surveys.customer_id,
        subjects.place,
        max(surveys.answered_at) as answered_at,
        cast(arg_max(surveys.score, (surveys.answered_at, surveys.upload_id, surveys.line)) as double) as score
    from surveys
    inner join subjects on subjects.subject = surveys.subject
    inner join query_table($persons) as persons on persons.customer_id = surveys.customer_id
    where surveys.measure = 'perception'
        and surveys.answered_at >= cast($since as date) and surveys.answered_at < cast($until as date) + 1
    group by surveys.customer_id, subjects.place
),
waves as (
    select customer_id, max(answered_at) as answered_at, list(score order by place) as scores
    from latest
    group by customer_id
    having count(*) = len(cast($subjects as varchar[]))
        and max(answered_at) - min(answered_at) <= $wave_days * interval 1 day
),
recommended as (
    select
        waves.customer_id,
        cast(arg_min(surveys.score, (
            abs(date_diff('second', waves.answered_at, surveys.answered_at)), -surveys.upload_id, -surveys.line
        )) as double) as nps
    from waves
    inner join surveys on surveys.customer_id = waves.customer_id
    where surveys.measure = 'nps'
        and surveys.answered_at < cast($until as date) + 1
        and surveys.answered_at between waves.answered_at - $nps_days * interval 1 day
        and waves.answered_at + $nps_days * interval 1 day
    group by waves.customer_id
)
select waves.scores, recommended.nps
from waves
inner join recommended on recommended.customer_id = waves.customer_id
order by hash(waves.customer_id), waves.customer_id
limit $most
