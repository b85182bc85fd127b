-- grain: a group of customers with the same value of an attribute, and a tier in it
with banded as (
    select
        tier,
        profit,
        case
            when label is null then $unknown
            when $width is null then label
            else printf('%g', floor(try_cast(label as double) / $width) * $width)
                || '–' || printf('%g', floor(try_cast(label as double) / $width) * $width + $width - $step)
        end as label
    from query_table($labelled)
),
sizes as (
    select label, row_number() over (order by label = $unknown, count(*) desc, label) as place
    from banded
    group by label
)
select
    case when place <= $groups or banded.label = $unknown then banded.label else $others end as "group",
    tier,
    count(*) as customers,
    sum(profit) as profit
from banded
inner join sizes on sizes.label = banded.label
group by case when place <= $groups or banded.label = $unknown then banded.label else $others end, tier
