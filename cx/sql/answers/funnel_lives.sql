-- grain: a person with the best of their attempts, or, counting attempts, an attempt
-- best: its window has run out at $as_of, if any has; then who got furthest; of equals the one that began first
-- One number says it all, to take the largest of: 500 if the window has run out, plus the depth; less the event it began
-- with (below 40 billion); the day of that event, in days since 1900 (below 200,000). That is quicker than to sort every
-- person's attempts, or to carry the day of the best along.
with ranked as (
    select
        person,
        entry,
        (
            case when entered_on + $within_days <= $as_of then 500 else 0 end
            + place
        ) * 8000000000000000
        + (39999999999 - entry) * 200000
        + (entered_on - date '1900-01-01') as worth
    from query_table($reached)
    where len($optional) = 0 or not list_contains($optional, place)
),
best as (
    select person, max(worth) as worth
    from ranked
    group by person, case when $count = 'attempts' then entry end
)
select
    person as person,
    cast(39999999999 - worth % 8000000000000000 // 200000 as integer) as entry,
    date '1900-01-01' + cast(worth % 200000 as integer) as entered_on,
    cast(worth // 8000000000000000 % 500 as integer) as depth,
    worth // 8000000000000000 >= 500 as is_closed
from best
