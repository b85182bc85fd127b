-- grain: a value that a step can ask for: a kind or a step of touchpoints, with how many touchpoints have it
select 'kind' as field, kind as value, count(*) as touchpoints
from touchpoints
where kind not in ('asked', 'thanked') and (variant is null or lower(trim(variant)) <> 'held out')
group by kind
union all
select 'step', step, count(*)
from touchpoints
where
    step is not null
    and (variant is null or lower(trim(variant)) <> 'held out')
    and (kind is null or kind not in ('asked', 'thanked'))
group by step
order by field, touchpoints desc, value
