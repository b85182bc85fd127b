-- grain: a team that answered in the latest round of employees that a closed quarter of $as_of holds
-- A round is of one calendar quarter, its answers at most $days days before the last of them.
with known as (
    select subject as team, score, answered_at, date_trunc('quarter', answered_at) as quarter
    from surveys
    where measure = 'employee'
        and subject is not null
        and answered_at < date_trunc('quarter', cast($as_of as date) + 1)
),
latest as (
    select max(answered_at) as last_at, max(quarter) as quarter
    from known
)
select
    lower(trim(known.team)) as team,
    min(known.team) as name,
    count(*) as n,
    count(case when score >= 9 then 1 end) as promoters,
    count(case when score <= 6 then 1 end) as detractors
from known
inner join latest
    on latest.quarter = known.quarter and known.answered_at > latest.last_at - $days * interval 1 day
group by lower(trim(known.team))
order by lower(trim(known.team))
