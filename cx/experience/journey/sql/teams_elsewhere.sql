-- grain: a team of tickets or employees that answers for no touchpoint; up to $as_of
with named as (
    select lower(trim(team)) as team, team as name
    from tickets
    where team is not null and opened_at < cast($as_of as date) + 1
    union all
    select lower(trim(subject)), subject
    from surveys
    where measure = 'employee' and subject is not null and answered_at < cast($as_of as date) + 1
)
select min(name) as team
from named
where not list_contains($teams, team)
group by team
order by team
