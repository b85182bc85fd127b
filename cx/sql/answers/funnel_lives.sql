-- grain: a person with the best of their attempts, or, counting attempts, an attempt
-- best: its window has run out at $as_of, if any has; then who got furthest; of equals the one that began first
with ranked as (
    select
        person,
        entry,
        entered_on,
        -- one number to take the largest of, and to read the attempt from: quicker than sorting every person's attempts
        (
            case when entered_on + $within_days <= $as_of then 1000 else 0 end
            + case when list_contains($required, place) then place else 0 end
        ) * 1000000000000 + 999999999999 - entry as worth
    from query_table($reached)
),
best as (
    select person, max(worth) as worth, max_by(entered_on, worth) as entered_on
    from ranked
    group by person, case when $count = 'attempts' then entry end
)
select
    person as person,
    999999999999 - worth % 1000000000000 as entry,
    entered_on as entered_on,
    cast(worth // 1000000000000 % 1000 as integer) as depth,
    worth // 1000000000000 >= 1000 as is_closed
from best
