-- grain: a group, a place of the funnel and a number of days from the entry to it, over attempts whose window has run out
with first_reached as (
    select entry, place, min(day) as day
    from query_table($reached)
    where place > 1
    group by entry, place
)
select
    coalesce(labels.label, $otherwise) as "group",
    first_reached.place as place,
    cast(first_reached.day - lives.entered_on as integer) as days,
    count(*) as people
from first_reached
inner join query_table($lives) as lives on lives.entry = first_reached.entry
left join query_table($labels) as labels on labels.person = lives.person
where lives.is_closed
group by coalesce(labels.label, $otherwise), first_reached.place, cast(first_reached.day - lives.entered_on as integer)
order by "group", place, days
