-- grain: one row: how many different values an attribute has, and whether they are numbers, and whole ones
select
    count(distinct label) as different,
    coalesce(bool_and(try_cast(label as double) is not null) filter (where label is not null), false) as numbers,
    coalesce(bool_and(try_cast(label as double) = floor(try_cast(label as double))), false) as whole,
    min(try_cast(label as double)) as lowest,
    max(try_cast(label as double)) as highest
from query_table($labelled)
