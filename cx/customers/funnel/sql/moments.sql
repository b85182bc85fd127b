-- grain: a table of events that has rows, and whether any of them carries a time of day
select
    'touchpoints' as source,
    max(occurred_at - cast(cast(occurred_at as date) as timestamp)) > interval 0 second as has_times
from touchpoints
where kind is null or kind not in ('asked', 'thanked')
having count(*) > 0
union all
select 'orders', max(ordered_at - cast(cast(ordered_at as date) as timestamp)) > interval 0 second
from orders
having count(*) > 0
order by source
