-- grain: a topic of a kind of tickets, the $most with most tickets by name, the rarer ones together
with counted as (
    select
        kind,
        coalesce(topic, '') as topic,
        count(*) as tickets,
        count(satisfied) as n,
        count(case when satisfied then 1 end) as satisfied
    from query_table($tickets)
    group by kind, coalesce(topic, '')
),
ranked as (
    select *, row_number() over (order by tickets desc, kind, topic) as place
    from counted
)
select
    case when place <= $most then kind else '' end as kind,
    case when place <= $most then topic else $others end as topic,
    cast(sum(tickets) as bigint) as tickets,
    cast(sum(n) as bigint) as n,
    cast(sum(satisfied) as bigint) as satisfied
from ranked
group by
    case when place <= $most then kind else '' end,
    case when place <= $most then topic else $others end
order by min(place)
