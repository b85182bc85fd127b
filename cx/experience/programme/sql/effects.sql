-- grain: a proposal of $touchpoints, $days_of: votes on its touchpoint before and from that day on
-- A vote is a person's latest answer about the touchpoint on each side; an answer of nobody is a vote of its own, where
-- nothing is filtered. The touchpoint is known by its name, or by what the map says that it is asked as.
with adopted as (
    select
        unnest(cast($numbers as integer[])) as proposal_id,
        unnest(cast($touchpoints as varchar[])) as touchpoint,
        unnest(cast($days_of as date[])) as day
),
names as (
    select touchpoint, lower(trim(touchpoint)) as name
    from adopted
    union
    select touchpoint, lower(trim(asked_as))
    from query_table($map)
    where asked_as is not null
),
asked as (
    select distinct adopted.proposal_id, adopted.day, names.name
    from adopted
    inner join names on lower(trim(names.touchpoint)) = lower(trim(adopted.touchpoint))
),
given as (
    select
        asked.proposal_id,
        surveys.answered_at >= asked.day as is_after,
        surveys.score >= 4 as is_satisfied,
        row_number() over (
            partition by
                asked.proposal_id, surveys.answered_at >= asked.day,
                coalesce('c' || surveys.customer_id, 'a' || surveys.upload_id || '-' || surveys.line)
            order by surveys.answered_at desc, surveys.upload_id desc, surveys.line desc
        ) as place
    from surveys
    inner join asked
        on asked.name = lower(trim(surveys.subject))
        and surveys.answered_at >= asked.day - cast($window as integer)
        and surveys.answered_at < asked.day + cast($window as integer)
    where surveys.measure = 'csat'
        and surveys.answered_at < cast($as_of as date) + 1
        and ($everybody or surveys.customer_id in (select customer_id from query_table($persons)))
)
select
    adopted.proposal_id,
    count(*) filter (place = 1 and not is_after) as n_before,
    count(*) filter (place = 1 and not is_after and is_satisfied) as satisfied_before,
    count(*) filter (place = 1 and is_after) as n_after,
    count(*) filter (place = 1 and is_after and is_satisfied) as satisfied_after
from adopted
left join given on given.proposal_id = adopted.proposal_id
group by adopted.proposal_id
order by adopted.proposal_id
