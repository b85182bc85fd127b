-- grain: an attempt that goes from the place $before to $place, at the first event after that does it
with events as (
    select number, person, day
    from query_table($events)
    where
        event_kind in (select event_kind from query_table($places) where place = $place)
        and day <= $as_of
),
standing as (
    select person, entry, entered_on, cut, number
    from query_table($so_far)
    where place = $before
)
select
    standing.person as person,
    standing.entry as entry,
    standing.entered_on as entered_on,
    standing.cut as cut,
    events.number as number,
    events.day as day,
    cast($place as integer) as place
from standing
asof inner join events on events.number > standing.number
where
    events.person = standing.person
    and events.day <= standing.entered_on + $within_days
    and (standing.cut is null or events.number < standing.cut)
