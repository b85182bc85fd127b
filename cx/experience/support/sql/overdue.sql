-- grain: one row: tickets older than a week without an end, complaints aside, of customers without an open complaint:
-- how many, of how many customers, and what these contribute
with waiting as (
    select tickets.customer_id, count(*) as tickets
    from query_table($tickets) as tickets
    where
        not tickets.is_resolved
        and tickets.is_old
        and lower(tickets.kind) <> 'complaint'
        and tickets.customer_id not in (select customer_id from query_table($complaints))
    group by tickets.customer_id
)
select
    cast(coalesce(sum(waiting.tickets), 0) as bigint) as tickets,
    count(*) as customers,
    coalesce(sum(greatest(placed.contribution, 0)), 0) as contribution
from waiting
inner join query_table($placed) as placed on placed.customer_id = waiting.customer_id
