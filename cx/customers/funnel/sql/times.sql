-- grain: a group, a place of the funnel and a time from the entry to it, over attempts whose window has run out
-- took: whole days, hours or minutes; $units of the walk's clock to one of them
with first_reached as (
    select entry, place, min(moment) as moment
    from query_table($reached)
    where place > 1
    group by entry, place
),
taken as (
    select
        coalesce(labels.label, $otherwise) as "group",
        first_reached.place,
        cast((first_reached.moment - lives.entered_at) // $units as integer) as took
    from first_reached
    inner join query_table($lives) as lives on lives.entry = first_reached.entry
    left join query_table($labels) as labels on labels.person = lives.person
    where lives.is_closed
)
select "group", place, took, count(*) as people
from taken
group by "group", place, took
order by "group", place, took
