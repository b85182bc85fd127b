-- grain: a measure of surveys, with its answers in use, the highest of them, and how many its scale did not hold
with used as (
    select measure, count(*) as answers, cast(max(score) as double) as highest
    from surveys
    group by measure
),
excluded as (
    select split_part(detail, ' ', 1) as measure, count(*) as excluded
    from quarantine
    where kind = 'surveys' and code = 'off_scale'
    group by split_part(detail, ' ', 1)
)
select
    coalesce(used.measure, excluded.measure) as measure,
    coalesce(used.answers, 0) as answers,
    used.highest,
    coalesce(excluded.excluded, 0) as excluded
from used
full join excluded on excluded.measure = used.measure
