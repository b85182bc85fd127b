-- grain: a month of entry and how far its people or attempts got
select
    cast(date_trunc('month', entered_on) as date) as entered,
    depth,
    count(case when is_closed then 1 end) as people,
    count(case when not is_closed then 1 end) as still_open
from query_table($lives)
group by cast(date_trunc('month', entered_on) as date), depth
order by entered, depth
