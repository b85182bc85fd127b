-- grain: a touchpoint and a wait for the first answer in minutes, with how many tickets it ended for or still wait then
-- The tickets of a touchpoint are those by which it is met, and those about its topics.
with topics as (
    select unnest(cast($topic_places as integer[])) as place, unnest(cast($topics as varchar[])) as topic
),
kinds as (
    select distinct place, channel, kind
    from query_table($places)
    where source = 'tickets' and place < $places_of_touchpoints
),
placed as (
    select topics.place, tickets.ticket_id, tickets.answered_minutes, tickets.is_answered
    from query_table($tickets) as tickets
    inner join topics on topics.topic = lower(trim(tickets.topic))
    union
    select kinds.place, tickets.ticket_id, tickets.answered_minutes, tickets.is_answered
    from query_table($tickets) as tickets
    inner join kinds
        on kinds.kind = lower(tickets.kind) and kinds.channel is not distinct from tickets.channel
)
select place, answered_minutes as minutes, is_answered, count(*) as people
from placed
group by place, answered_minutes, is_answered
