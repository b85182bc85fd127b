-- grain: a customer and a topic that they asked for, with what they contribute; requests without a topic are left out
select
    asked.customer_id,
    asked.topic,
    placed.tier,
    coalesce(greatest(cast(placed.contribution as double), 0), 0) as worth
from (
    select distinct customer_id, topic
    from query_table($asked)
    where customer_id is not null and topic <> ''
) as asked
left join query_table($placed) as placed on placed.customer_id = asked.customer_id
