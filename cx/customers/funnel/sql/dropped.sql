-- grain: a person who got to the place $from_place and not to $to_place, most revenue first; every row carries how many
with leavers as (
    select
        lives.person, date '1900-01-01' + cast(min(lives.entered_at) // $units_a_day as integer) as entered_on,
        date '1900-01-01' + cast(max(reached.moment) // $units_a_day as integer) as last_step_on
    from query_table($lives) as lives
    inner join query_table($reached) as reached on reached.entry = lives.entry and reached.place = $from_place
    where
        lives.is_closed
        and lives.entry not in (select entry from query_table($reached) where place = $to_place)
    group by lives.person
),
money as (
    select customer_id, sum(revenue) as revenue
    from purchase_days
    where day <= $as_of
    group by customer_id
)
select
    persons.person_id as customer_id,
    leavers.entered_on,
    leavers.last_step_on,
    case when people.first_touch_on <= $as_of then people.first_touch_channel end as channel,
    people.region,
    coalesce(money.revenue, 0) as revenue,
    count(*) over () as customers
from leavers
inner join query_table($persons) as persons on persons.person = leavers.person
left join people on people.person_id = persons.person_id
left join money on money.customer_id = persons.person_id
order by revenue desc, customer_id
limit $limit
