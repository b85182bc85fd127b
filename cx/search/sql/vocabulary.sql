-- grain: a word without a digit of the names of customers and products, with how many names have it
with written as (
    select unnest(string_split(name_key, ' ')) as word
    from query_table($searchable)
)
select word, count(*) as names
from written
where length(word) >= $letters and not regexp_matches(word, '\d')
group by word
