-- grain: those who were thanked, or those held out; only the first row of a person, whose $window_days are over
-- ordered: with an order from the next day to $window_days later. The next answer is the first one after that day.
with first_rows as (
    select customer_id, day, is_held_out, cost
    from query_table($thanks)
    where day <= cast($as_of as date)
    qualify row_number() over (partition by customer_id order by day, is_held_out) = 1
),
persons as (
    select first_rows.*
    from first_rows
    left join known_customers as customers on customers.customer_id = first_rows.customer_id
    where
        first_rows.day <= cast($as_of as date) - $window_days
        and ($region is null or customers.region = $region)
        and (
            $segment is null
            or first_rows.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
),
orders_after as (
    select persons.customer_id, sum(purchase_days.purchases) as orders, sum(purchase_days.revenue) as revenue
    from persons
    inner join purchase_days
        on purchase_days.customer_id = persons.customer_id
        and purchase_days.day > persons.day and purchase_days.day <= persons.day + $window_days
        and purchase_days.purchases > 0
    group by persons.customer_id
),
answers_after as (
    select
        persons.customer_id,
        arg_min(surveys.score, surveys.answered_at) filter (where surveys.measure = 'nps') as nps,
        arg_min(surveys.score, surveys.answered_at) filter (where surveys.measure = 'csat') as csat
    from persons
    inner join surveys
        on surveys.customer_id = persons.customer_id
        and surveys.measure in ('nps', 'csat')
        and surveys.answered_at >= persons.day + 1 and surveys.answered_at < cast($as_of as date) + 1
    group by persons.customer_id
)
select
    persons.is_held_out,
    count(*) as people,
    count(orders_after.customer_id) as ordered,
    coalesce(sum(orders_after.orders), 0) as orders,
    coalesce(sum(orders_after.revenue), 0) as revenue,
    coalesce(sum(persons.cost), 0) as cost,
    count(answers_after.nps) as nps_answers,
    count(*) filter (where answers_after.nps >= 9) as promoters,
    count(answers_after.csat) as csat_answers,
    count(*) filter (where answers_after.csat >= 4) as satisfied
from persons
left join orders_after on orders_after.customer_id = persons.customer_id
left join answers_after on answers_after.customer_id = persons.customer_id
group by persons.is_held_out
