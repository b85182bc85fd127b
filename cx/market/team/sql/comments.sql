-- grain: a comment of an employee in the latest round that a closed quarter of $as_of holds, as of `teams/rounds`
-- place: an order by the words alone, not by who wrote or when.
with known as (
    select
        lower(trim(subject)) as team,
        trim(comment) as comment,
        answered_at,
        date_trunc('quarter', answered_at) as quarter
    from surveys
    where measure = 'employee'
        and trim(subject) <> ''
        and answered_at < date_trunc('quarter', cast($as_of as date) + 1)
),
latest as (
    select max(answered_at) as last_at, max(quarter) as quarter
    from known
)
select known.team, known.comment, md5(known.comment) as place
from known
inner join latest
    on latest.quarter = known.quarter and known.answered_at > latest.last_at - $days * interval 1 day
where known.comment <> ''
order by md5(known.comment), known.team
