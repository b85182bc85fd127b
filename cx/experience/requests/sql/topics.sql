-- grain: a topic as tickets name it up to $as_of, or that was noted, most customers first, with what was noted of it
with named as (
    select topic, count(*) as tickets, count(distinct customer_id) as customers
    from tickets
    where lower(kind) = 'request' and topic is not null and opened_at < cast($as_of as date) + 1
    group by topic
)
select
    coalesce(named.topic, notes.topic) as topic,
    coalesce(named.tickets, 0) as tickets,
    coalesce(named.customers, 0) as customers,
    notes.merged_into,
    notes.weeks_of_work,
    notes.owner,
    coalesce(notes.state, 'new') as state,
    notes.told_on
from named
full join request_notes as notes on notes.topic = named.topic
order by customers desc, topic
