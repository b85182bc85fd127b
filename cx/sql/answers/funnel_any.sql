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
    select so_far.entry, events.place, wanted.needed, wanted.is_required, events.number, events.day
    from query_table($so_far) as so_far
    inner join events
        on
            events.person = so_far.person
            and events.number >= so_far.entry
            and events.day <= so_far.entered_on + $within_days
            and (so_far.cut is null or events.number < so_far.cut)
    inner join wanted on wanted.place = events.place
),
counted as (
    select
        entry,
        place,
        needed,
        is_required,
        number,
        day,
        row_number() over (partition by entry, place order by number) as nth
    from hits
    where needed > 1
),
done as (
    select entry, place, is_required, min(number) as number, min(day) as day
    from hits
    where needed = 1
    group by entry, place, is_required
    union all
    select entry, place, is_required, number, day
    from counted
    where nth = needed
),
ranks as (
    select wanted.place, count(earlier.place) as required_before
    from wanted
    left join wanted as earlier on earlier.place < wanted.place and earlier.is_required
    group by wanted.place
),
running as (
    select
        done.entry,
        done.place,
        done.number,
        done.day,
        ranks.required_before,
        count(case when done.is_required then 1 end) over before as done_before,
        max(case when done.is_required then done.number end) over before as number_before,
        max(case when done.is_required then done.day end) over before as day_before
    from done
    inner join ranks on ranks.place = done.place
    window before as (
        partition by done.entry order by done.place rows between unbounded preceding and 1 preceding
    )
),
reached as (
    select
        entry,
        place,
        greatest(number, coalesce(number_before, number)) as number,
        greatest(day, coalesce(day_before, day)) as day
    from running
    where done_before = required_before
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
