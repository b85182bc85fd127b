-- grain: an attempt that goes from the place $before to $place, at the first event that does it
-- The event comes after that of $before or, with $any_order, from the entry on; moment is when both were so.
with events as (
    select number, person, moment
    from query_table($events)
    where
        event_kind in (select event_kind from query_table($places) where place = $place)
        and moment < $until
),
standing as (
    select person, entry, entered_at, cut, moment, case when $any_order then entry - 1 else number end as number
    from query_table($so_far)
    where place = $before
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
