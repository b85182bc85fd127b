-- grain: an attempt that goes from one of the places $before to $place, at the first event after that does it
-- strict: only the very next event will do
with events as (
    select number, person, day
    from query_table($events)
    where
        event_kind in (select event_kind from query_table($places) where place = $place)
        and day <= $as_of
)
select
    so_far.person as person,
    so_far.entry as entry,
    so_far.entered_on as entered_on,
    so_far.cut as cut,
    min(events.number) as number,
    min(events.day) as day,
    cast($place as integer) as place
from query_table($so_far) as so_far
inner join events
    on
        events.person = so_far.person
        and events.number > so_far.number
        and events.day <= so_far.entered_on + $within_days
        and (so_far.cut is null or events.number < so_far.cut)
        and ($order <> 'strict' or events.number = so_far.number + 1)
where list_contains($before, so_far.place)
group by so_far.person, so_far.entry, so_far.entered_on, so_far.cut, case when $order = 'strict' then so_far.number end
