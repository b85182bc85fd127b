-- grain: an attempt, at the event it begins with; cut is the next event that ends it
-- number is the place of an event in the table of events; place is $place, the step reached: 0 where that is yet to be seen.
with entries as (
    select number, person, day
    from query_table($events)
    where
        event_kind in (select event_kind from query_table($places) where list_contains($begins, place))
        and day <= $as_of
        and ($entered_from is null or day >= $entered_from)
        and ($entered_to is null or day <= $entered_to)
        and (
            $region is null
            or person in (
                select persons.person
                from people
                inner join query_table($persons) as persons on persons.person_id = people.person_id
                where people.region = $region
            )
        )
        and (
            $segment is null
            or person in (
                select persons.person
                from saved_segment_members
                inner join query_table($persons) as persons on persons.person_id = saved_segment_members.customer_id
                where saved_segment_members.name = $segment
            )
        )
),
ends as (
    select number, person
    from query_table($events)
    where event_kind in (select event_kind from query_table($places) where place = 0) and day <= $as_of
)
select
    entries.person as person,
    entries.number as entry,
    entries.day as entered_on,
    ends.number as cut,
    entries.number as number,
    entries.day as day,
    cast($place as integer) as place
from entries
asof left join ends on ends.person = entries.person and ends.number > entries.number
