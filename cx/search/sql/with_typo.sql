-- grain: one hit in which every word is found with at most one typo
-- The longest word was cut in three: one typo leaves one of the parts as it was, so few rows are compared in letters.
-- A number is found as it is typed; of a long word the beginning is enough.
with everything as (
    select kind, id, name, detail, words
    from query_table($searchable)
    union all
    select kind, id, name, detail, concat(' ', name_key, ' ')
    from (
        select
            unnest($kinds) as kind, unnest($ids) as id, unnest($names) as name, unnest($details) as detail,
            unnest($name_keys) as name_key
    ) as further
),
near as (
    select kind, id, name, detail
    from everything
    where
        (contains(words, $first_part) or contains(words, $middle_part) or contains(words, $last_part))
        and list_bool_and(list_transform($words, lambda word: contains(words, ' ' || word) or (
            length(word) >= $typo_letters
            and not regexp_matches(word, '\d')
            and list_bool_or(list_transform(
                string_split(words, ' '), lambda own:
                damerau_levenshtein(own, word) <= 1
                or (length(word) > $typo_letters + 1 and damerau_levenshtein(left(own, length(word)), word) <= 1)
            ))
        )))
    qualify row_number() over (partition by kind order by length(name) asc, name asc, id asc) <= $of_a_kind
)
select kind, id, name, detail, cast(0.3 as double) as score
from near
order by list_position($kind_order, kind), length(name), name, id
limit $limit
