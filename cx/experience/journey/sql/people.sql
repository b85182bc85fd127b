-- grain: a customer who is not satisfied with a touchpoint, or a person who met it, of the 12 months to $until
-- Most contribution first; every row carries totals of the whole list. complaints are about the touchpoint's topics.
with votes as (
    select customer_id, score, answered_at, comment
    from query_table($votes)
    where place = $place and customer_id is not null
),
chosen as (
    select customer_id
    from votes
    where $who = 'not satisfied' and score < $good
    union all
    select person_id
    from query_table($met)
    where $who = 'met' and get_bit(places, cast($place as integer)) = 1
),
complaints as (
    select
        customer_id,
        count(*) as complaints,
        count(case when not is_resolved then 1 end) as open_complaints
    from query_table($tickets)
    where lower(kind) = 'complaint'
        and lower(trim(topic)) in (select unnest(cast($topics as varchar[])))
        and customer_id is not null
    group by customer_id
)
select
    chosen.customer_id,
    customers.name,
    placed.tier,
    customers.region,
    votes.score,
    cast(votes.answered_at as date) as answered_on,
    votes.comment,
    coalesce(complaints.complaints, 0) as complaints,
    coalesce(complaints.open_complaints, 0) as open_complaints,
    placed.contribution,
    date_diff('month', people.first_order_on, cast($until as date)) as months,
    count(*) over () as customers,
    sum(greatest(placed.contribution, 0)) over () as contribution_of_all
from chosen
left join votes on votes.customer_id = chosen.customer_id
left join complaints on complaints.customer_id = chosen.customer_id
left join known_customers as customers on customers.customer_id = chosen.customer_id
left join query_table($placed) as placed on placed.customer_id = chosen.customer_id
left join people on people.person_id = chosen.customer_id and people.first_order_on <= cast($until as date)
order by placed.contribution desc nulls last, chosen.customer_id
limit $limit
