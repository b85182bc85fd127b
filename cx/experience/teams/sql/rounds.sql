-- grain: a team and a closed quarter of $as_of in which it answered as employees
-- A round is of one calendar quarter, its answers at most $days days before the last of them.
with known as (
    select subject as team, score, answered_at, cast(date_trunc('quarter', answered_at) as date) as quarter
    from surveys
    where measure = 'employee'
        and trim(subject) <> ''
        and answered_at < date_trunc('quarter', cast($as_of as date) + 1)
),
ends as (
    select quarter, max(answered_at) as last_at
    from known
    group by quarter
)
select
    known.quarter,
    lower(trim(known.team)) as team,
    min(trim(known.team)) as name,
    count(*) as n,
    count(case when score >= 9 then 1 end) as promoters,
    count(case when score <= 6 then 1 end) as detractors
from known
inner join ends on ends.quarter = known.quarter and known.answered_at > ends.last_at - $days * interval 1 day
group by known.quarter, lower(trim(known.team))
order by known.quarter, lower(trim(known.team))
