-- grain: an answer in a period, by whom the filters leave; those without a customer only where $is_of_all
-- voter: the person, or the answer itself where nobody is named. vote: 1, 0 or -1. is_vote: the voter's latest answer
-- in the period (on the subject, where each has a vote of its own). cell: 0 for who did not order in the 12 months.
with spans as (
    select unnest(cast($firsts as date[])) as first, unnest(cast($lasts as date[])) as last
),
given as (
    select
        spans.last,
        surveys.customer_id,
        coalesce('c' || surveys.customer_id, 'a' || surveys.upload_id || '-' || surveys.line) as voter,
        case when $has_votes_by_subject then coalesce(surveys.subject, '') else '' end as subject,
        case when $by_subject then surveys.subject when persons.customer_id is null then '' else persons.label end
            as label,
        case when surveys.score >= $good then 1 when surveys.score <= $bad then -1 else 0 end as vote,
        cast(surveys.score as double) as score,
        surveys.answered_at,
        surveys.upload_id,
        surveys.line
    from surveys
    inner join spans on surveys.answered_at >= spans.first and surveys.answered_at < spans.last + 1
    left join query_table($persons) as persons on persons.customer_id = surveys.customer_id
    where surveys.measure = $measure
        and (persons.customer_id is not null or ($is_of_all and surveys.customer_id is null))
)
select
    given.last,
    given.customer_id,
    voter,
    label,
    vote,
    score,
    row_number() over (
        partition by given.last, voter, subject
        order by answered_at desc, upload_id desc, line desc
    ) = 1 as is_vote,
    coalesce(activity.cell, 0) as cell
from given
left join query_table($activity) as activity
    on activity.last = given.last and activity.customer_id = given.customer_id
where label is not null
