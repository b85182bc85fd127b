-- grain: one row; what was asked for in all
select
    count(*) as tickets,
    count(distinct customer_id) as customers,
    count(distinct case when topic <> '' then topic end) as topics,
    count(case when topic = '' then 1 end) as without_topic,
    count(case when customer_id is null then 1 end) as without_customer
from query_table($asked)
