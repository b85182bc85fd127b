-- grain: an attempt, at the event it begins with; cut is the next event that ends it
-- number is the place of an event in the table of events; place is $place, the step reached: 0 where that is yet to be
-- seen.
-- With $best_only an entry that sees nothing new is left out, for an earlier one of the person gets as far: later ones
-- of the same day or moment, and all but the first where its window holds everything that happens; who begins but once
-- is seen at once (place 0: nearly every event begins, so all are looked at in one go).
with meanings as (
    select
        event_kind,
        bool_or(list_contains($begins, place)) as is_begin,
        bool_or(place = 0) as is_end
    from query_table($places)
    group by event_kind
),
happened as not materialized (
    select
        events.number,
        events.person,
        events.moment,
        meanings.is_end,
        meanings.is_begin
        and ($entered_from is null or events.moment >= $entered_from)
        and ($entered_before is null or events.moment < $entered_before) as is_begin
    from query_table($events) as events
    inner join meanings on meanings.event_kind = events.event_kind
    where
        events.moment < $until
        and (
            $region is null
            or events.person in (
                select persons.person
                from people
                inner join query_table($persons) as persons on persons.person_id = people.person_id
                where people.region = $region
            )
        )
        and (
            $segment is null
            or events.person in (
                select persons.person
                from query_table(coalesce($segment, 'saved_segment_members')) as members
                inner join query_table($persons) as persons on persons.person_id = members.customer_id
            )
        )
),
begins as (
    select
        person,
        count(case when is_begin then 1 end) as begins,
        min(case when is_begin then number end) as number,
        min(case when is_begin then moment end) as moment,
        max(case when is_end then number else 0 end) as last_end,
        max(moment) as last_at
    from happened
    where $best_only and ($place = 0 or is_begin or is_end)
    group by person
),
spans as (
    select person, max(moment) as last_at
    from happened
    where $place > 0 and person in (select person from begins where begins > 1)
    group by person
),
judged as (
    select
        begins.person,
        begins.number,
        begins.moment,
        coalesce(begins.number >= begins.last_end, false)
        and (begins.begins = 1 or begins.moment + $within >= coalesce(spans.last_at, begins.last_at)) as is_alone
    from begins
    left join spans on spans.person = begins.person
),
several as (
    select person, number, moment
    from happened
    where is_begin and (not $best_only or person in (select person from judged where not is_alone))
),
ends as (
    select person, number
    from happened
    where is_end
),
begun as (
    select several.person, several.number, several.moment, ends.number as cut
    from several
    asof left join ends on ends.person = several.person and ends.number > several.number
),
entries as (
    select person, min(number) as number, moment, cut
    from begun
    group by person, moment, cut, case when $best_only then 0 else number end
    union all
    select person, number, moment, null
    from judged
    where is_alone
)
select
    person,
    number as entry,
    moment as entered_at,
    cut,
    number,
    moment,
    cast($place as smallint) as place
from entries
