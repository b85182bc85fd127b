-- grain: an attempt and an event at which it goes from one of the places $before to $place: the very next event
with events as (
    select number, person, moment
    from query_table($events)
    where
        event_kind in (select event_kind from query_table($places) where place = $place)
        and moment < $until
),
standing as (
    select person, entry, entered_at, cut, number
    from query_table($so_far) as so_far
    where
        list_contains($before, place)
        and not exists (
            -- an event that met two places at once leads on once
            select 1
            from query_table($so_far) as other
            where
                len($before) > 1
                and list_contains($before, other.place)
                and other.place > so_far.place
                and other.entry = so_far.entry
                and other.number = so_far.number
        )
)
select
    standing.person,
    standing.entry,
    standing.entered_at,
    standing.cut,
    events.number,
    events.moment,
    cast($place as smallint) as place
from standing
inner join events on events.number = standing.number + 1 and events.person = standing.person
where
    events.moment <= standing.entered_at + $within
    and (standing.cut is null or events.number < standing.cut)
