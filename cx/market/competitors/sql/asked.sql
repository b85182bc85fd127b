-- grain: an attribute that the topic of a request names, with the customers who asked for the topic that most did
with topics as (
    select topic, count(distinct customer_id) as customers
    from query_table($asked)
    where topic <> ''
    group by topic
),
attributes as (
    select unnest($attributes) as attribute
)
select attributes.attribute, max(topics.customers) as customers
from attributes
inner join topics on contains(lower(topics.topic), lower(attributes.attribute))
group by attributes.attribute
