-- grain: a group and a place of the funnel, with how many people or attempts reached it at $as_of
with ladder as (
    select unnest($required) as place
),
optional as (
    select distinct entry, place
    from query_table($reached)
    where list_contains($optional, place)
),
took as (
    select lives.person, lives.is_closed, ladder.place
    from query_table($lives) as lives
    inner join ladder on lives.depth >= ladder.place
    union all
    select lives.person, lives.is_closed, optional.place
    from query_table($lives) as lives
    inner join optional on optional.entry = lives.entry
)
select
    coalesce(labels.label, $otherwise) as "group",
    took.place as place,
    count(case when took.is_closed then 1 end) as people,
    count(case when not took.is_closed then 1 end) as still_open
from took
left join query_table($labels) as labels on labels.person = took.person
group by coalesce(labels.label, $otherwise), took.place
order by "group", place
