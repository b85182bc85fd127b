-- grain: a person with the best of their attempts, or, counting attempts, an attempt
-- best: its window has run out at $as_of, if any has; then who got furthest; of equals the one that began first
with attempts as (
    select
        person,
        entry,
        entered_on,
        max(case when list_contains($required, place) then place else 0 end) as depth
    from query_table($reached)
    group by person, entry, entered_on
),
ranked as (
    select
        person,
        entry,
        -- one number to take the largest of: quicker than sorting every person's attempts
        case when entered_on + $within_days <= $as_of then 1000 else 0 end + depth as worth
    from attempts
),
best_worth as (
    select person, case when $count = 'attempts' then entry end as attempt, max(worth) as worth
    from ranked
    group by person, case when $count = 'attempts' then entry end
),
best as (
    select ranked.person, min(ranked.entry) as entry
    from best_worth
    inner join ranked
        on
            ranked.person = best_worth.person
            and ranked.worth = best_worth.worth
            and ($count <> 'attempts' or ranked.entry = best_worth.attempt)
    group by ranked.person, best_worth.attempt
)
select
    attempts.person as person,
    attempts.entry as entry,
    attempts.entered_on as entered_on,
    attempts.depth as depth,
    attempts.entered_on + $within_days <= $as_of as is_closed
from best
inner join attempts on attempts.entry = best.entry
