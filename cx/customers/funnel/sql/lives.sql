-- grain: a person with the best of their attempts, or, counting attempts, an attempt
-- best: its window has run out by $until, if any has; then who got furthest; of equals the one that began first
-- One number says it all, to take the largest of: 500 if the window has run out, plus the depth; less the event it
-- began with (below 40 billion). That is quicker than to sort every person's attempts.
with ranked as (
    select
        person,
        entry,
        entered_at,
        (case when entered_at + $within < $until then 500 else 0 end + place) * 40000000000
        + (39999999999 - entry) as worth
    from query_table($reached)
    where len($optional) = 0 or not list_contains($optional, place)
),
best as (
    select person, max(worth) as worth, arg_max(entered_at, worth) as entered_at
    from ranked
    group by person, case when $count = 'attempts' then entry end
)
select
    person,
    cast(39999999999 - worth % 40000000000 as integer) as entry,
    entered_at,
    cast(worth // 40000000000 % 500 as integer) as depth,
    worth // 40000000000 >= 500 as is_closed
from best
