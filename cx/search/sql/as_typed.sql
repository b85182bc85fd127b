-- grain: one hit in which every word is found as it was typed, the best first
with everything as (
    select kind, id, name, detail, name_key, id_key, words
    from query_table($searchable)
    where contains(words, $longest)
    union all
    select kind, id, name, detail, name_key, '' as id_key, concat(' ', name_key, ' ')
    from (
        select
            unnest($kinds) as kind, unnest($ids) as id, unnest($names) as name, unnest($details) as detail,
            unnest($name_keys) as name_key
    ) as further
),
scored as (
    select
        kind, id, name, detail,
        case
            when name_key = $asked or id_key = $asked then 1
            when starts_with(name_key, $asked) then 0.9
            when contains(words, ' ' || $asked) then 0.8
            when list_bool_and(list_transform($words, lambda word: contains(words, ' ' || word))) then 0.7
            when list_bool_and(list_transform($words, lambda word: contains(words, word))) then 0.5
        end as score
    from everything
),
best as (
    select *
    from scored
    where score is not null
    qualify
        row_number() over (partition by kind order by score desc, length(name) asc, name asc, id asc) <= $of_a_kind
)
select kind, id, name, detail, cast(score as double) as score
from best
order by score desc, list_position($kind_order, kind), length(name), name, id
limit $limit
