-- grain: an attempt and a place that it reaches when the steps may follow in any order
-- $needed : JSON list of places with how many events of their kind they need; a place needs every required place before it too.
with wanted as (
    select given.place as place, given.needed as needed, given.is_required as is_required
    from (select unnest(from_json($needed, '[{"place":"INTEGER","needed":"INTEGER","is_required":"BOOLEAN"}]')) as given)
),
events as (
    select happened.number, happened.person, happened.day, places.place
    from query_table($events) as happened
    inner join query_table($places) as places on places.event_kind = happened.event_kind
    where places.place > 0 and happened.day <= $as_of
),
hits as (
    select
        so_far.entry,
        events.place,
        events.number,
        events.day,
        row_number() over (partition by so_far.entry, events.place order by events.number) as nth
    from query_table($so_far) as so_far
    inner join events
        on
            events.person = so_far.person
            and events.number >= so_far.entry
            and events.day <= so_far.entered_on + $within_days
            and (so_far.cut is null or events.number < so_far.cut)
),
done as (
    select hits.entry, hits.place, hits.number, hits.day, wanted.is_required
    from hits
    inner join wanted on wanted.place = hits.place and wanted.needed = hits.nth
),
reached as (
    select done.entry, wanted.place, max(done.number) as number, max(done.day) as day
    from wanted
    inner join done on done.place = wanted.place or (done.place < wanted.place and done.is_required)
    group by done.entry, wanted.place
    having count(*) = 1 + (
        select count(*) from wanted as earlier where earlier.place < wanted.place and earlier.is_required
    )
)
select
    so_far.person as person,
    so_far.entry as entry,
    so_far.entered_on as entered_on,
    so_far.cut as cut,
    reached.number as number,
    reached.day as day,
    reached.place as place
from reached
inner join query_table($so_far) as so_far on so_far.entry = reached.entry
