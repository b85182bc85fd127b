-- grain: a name under which somebody was met that stands on no touchpoint; those beyond the ones told apart are one row
-- place is where `journey/met_counts` counts its people
select
    place,
    case when place = $places_of_touchpoints + $most then null else min(source) end as source,
    case when place = $places_of_touchpoints + $most then null else min(channel) end as channel,
    case when place = $places_of_touchpoints + $most then null else min(campaign) end as campaign,
    case when place = $places_of_touchpoints + $most then null else min(kind) end as kind,
    count(*) as names,
    cast(sum(contacts) as bigint) as contacts,
    sum(cost) as cost
from query_table($places)
where place >= $places_of_touchpoints
group by place
order by place
