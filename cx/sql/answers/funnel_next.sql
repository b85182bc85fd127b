-- grain: an attempt that goes from the place $before to $place, at the first event that does it
-- The event comes after that of $before or, with $any_order, from the entry on; day is when both were so.
with events as (
    select number, person, day
    from query_table($events)
    where
        event_kind in (select event_kind from query_table($places) where place = $place)
        and day <= $as_of
),
standing as (
    select person, entry, entered_on, cut, day, case when $any_order then entry - 1 else number end as number
    from query_table($so_far)
    where place = $before
)
select
    standing.person as person,
    standing.entry as entry,
    standing.entered_on as entered_on,
    standing.cut as cut,
    events.number as number,
    greatest(events.day, standing.day) as day,
    cast($place as smallint) as place
from standing
asof inner join events on events.number > standing.number
where
    events.person = standing.person
    and events.day <= standing.entered_on + $within_days
    and (standing.cut is null or events.number < standing.cut)
