-- grain: a touchpoint that somebody met, or a name of none, by its place
select
    place,
    cast(sum(contacts) as bigint) as contacts,
    sum(cost) as cost,
    sum(cost) / nullif(sum(priced), 0) as cost_per_contact
from query_table($places)
group by place
