-- grain: a group and a place of the funnel, with how many people or attempts reached it at $as_of
-- Counted by how far they got first: those are few rows, which the ladder of places multiplies.
with ladder as (
    select unnest($required) as place
),
depths as (
    select
        coalesce(labels.label, $otherwise) as "group",
        lives.depth,
        count(case when lives.is_closed then 1 end) as people,
        count(case when not lives.is_closed then 1 end) as still_open
    from query_table($lives) as lives
    left join query_table($labels) as labels on labels.person = lives.person
    group by coalesce(labels.label, $otherwise), lives.depth
),
optional as (
    select distinct entry, place
    from query_table($reached)
    where list_contains($optional, place)
),
took as (
    select depths."group", ladder.place, depths.people, depths.still_open
    from depths
    inner join ladder on depths.depth >= ladder.place
    union all
    select
        coalesce(labels.label, $otherwise),
        optional.place,
        count(case when lives.is_closed then 1 end),
        count(case when not lives.is_closed then 1 end)
    from query_table($lives) as lives
    inner join optional on optional.entry = lives.entry
    left join query_table($labels) as labels on labels.person = lives.person
    group by coalesce(labels.label, $otherwise), optional.place
)
select
    "group",
    place,
    cast(sum(people) as bigint) as people,
    cast(sum(still_open) as bigint) as still_open
from took
group by "group", place
order by "group", place
