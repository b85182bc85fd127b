-- grain: a ticket without an end, the oldest first; every row carries how many there are in all
select
    tickets.ticket_id,
    tickets.customer_id,
    customers.name,
    placed.tier,
    tickets.kind,
    tickets.topic,
    tickets.channel,
    tickets.team,
    tickets.opened_at,
    case when tickets.is_answered then tickets.answered_minutes / 60.0 end as answer_hours,
    date_diff('day', cast(tickets.opened_at as date), cast($until as date)) as open_days,
    placed.contribution,
    customers.region,
    count(*) over () as tickets,
    count(distinct tickets.customer_id) over () as customers
from query_table($tickets) as tickets
left join known_customers as customers on customers.customer_id = tickets.customer_id
left join query_table($placed) as placed on placed.customer_id = tickets.customer_id
where
    not tickets.is_resolved
    and (len($kinds) = 0 or list_contains($kinds, tickets.kind))
    and ($topic is null or coalesce(tickets.topic, '') = $topic)
order by tickets.opened_at, tickets.ticket_id
limit $limit
