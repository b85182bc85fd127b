-- grain: an attempt that reaches $place in any order, which asks for the same as the place $same: one event
-- more
-- It has reached the place $before already, and has an event after that of $same. moment is when both were so.
with events as (
    select number, person, moment
    from query_table($events)
    where
        event_kind in (select event_kind from query_table($places) where place = $place)
        and moment < $until
),
taken as (
    select entry, number
    from query_table($so_far)
    where place = $same
),
standing as (
    select so_far.person, so_far.entry, so_far.entered_at, so_far.cut, so_far.moment, taken.number
    from query_table($so_far) as so_far
    inner join taken on taken.entry = so_far.entry
    where so_far.place = $before
)
select
    standing.person,
    standing.entry,
    standing.entered_at,
    standing.cut,
    events.number,
    greatest(events.moment, standing.moment) as moment,
    cast($place as smallint) as place
from standing
asof inner join events on events.number > standing.number
where
    events.person = standing.person
    and events.moment <= standing.entered_at + $within
    and (standing.cut is null or events.number < standing.cut)
