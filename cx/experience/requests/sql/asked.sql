-- grain: a request (ticket of kind request) opened from $since to $as_of, with the topic that it counts for
-- Merged topics count for the one that they were merged into, '' for no topic; of the topics the $most with most
-- customers keep their name, the rarer ones are $others.
with chosen as (
    select
        tickets.customer_id,
        coalesce(merged.target, tickets.topic, '') as topic,
        tickets.opened_at,
        tickets.ticket_id,
        tickets.text
    from tickets
    left join query_table($merged) as merged on merged.topic = tickets.topic
    left join known_customers as customers on customers.customer_id = tickets.customer_id
    where
        lower(tickets.kind) = 'request'
        and tickets.opened_at >= cast($since as date)
        and tickets.opened_at < cast($as_of as date) + 1
        and ($region is null or customers.region = $region)
        and (
            $segment is null
            or tickets.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
),
sized as (
    select topic, row_number() over (order by count(distinct customer_id) desc, topic) as place
    from chosen
    where topic <> ''
    group by topic
)
select chosen.* exclude (topic), case when sized.place > $most then $others else chosen.topic end as topic
from chosen
left join sized on sized.topic = chosen.topic
