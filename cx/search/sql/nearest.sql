-- grain: a word of a name that is one typo away from what was typed, the most common first
with known as (
    select word, names
    from query_table($vocabulary)
    union all
    select unnest($further_words), 1
)
select word
from known
where abs(length(word) - length($typed)) <= 1 and damerau_levenshtein(word, $typed) = 1
group by word
order by sum(names) desc, word
limit $most
