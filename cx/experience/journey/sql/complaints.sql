-- grain: a touchpoint with topics of tickets, by its place
with topics as (
    select unnest(cast($topic_places as integer[])) as place, unnest(cast($topics as varchar[])) as topic
)
select topics.place, count(distinct tickets.ticket_id) as complaints
from topics
left join query_table($tickets) as tickets
    on topics.topic = lower(trim(tickets.topic)) and lower(tickets.kind) = 'complaint'
group by topics.place
