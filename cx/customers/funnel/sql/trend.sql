-- grain: a month of entry and how far its people or attempts got
with dated as (
    select
        cast(date_trunc('month', date '1900-01-01' + cast(entered_at // $units_a_day as integer)) as date) as entered,
        depth,
        is_closed
    from query_table($lives)
)
select
    entered,
    depth,
    count(case when is_closed then 1 end) as people,
    count(case when not is_closed then 1 end) as still_open
from dated
group by entered, depth
order by entered, depth
