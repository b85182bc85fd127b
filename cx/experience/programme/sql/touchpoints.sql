-- grain: a touchpoint of the map in its order, then those that satisfaction is asked about and no touchpoint is
with named as (
    select touchpoint, asked_as, row_number() over (order by position asc nulls last, touchpoint asc) as place
    from query_table($map)
),
others as (
    select distinct trim(subject) as touchpoint
    from surveys
    where measure = 'csat'
        and trim(subject) <> ''
        and lower(trim(subject)) not in (select lower(trim(touchpoint)) from named)
        and lower(trim(subject)) not in (select lower(trim(asked_as)) from named where asked_as is not null)
)
select touchpoint, place
from named
union all
select touchpoint, null
from others
order by place nulls last, touchpoint
