-- grain: an overdue customer, most revenue first; every row carries how many there are in all
with money as (
    select customer_id, sum(revenue) as revenue
    from purchase_days
    where day <= $until
    group by customer_id
)
select
    silence.customer_id,
    customers.name,
    silence.rhythm,
    silence.order_days,
    silence.last_on,
    silence.silent_days,
    silence.usual_days,
    silence.limit_days,
    money.revenue,
    count(*) over () as customers,
    sum(money.revenue) over () as revenue_of_all
from query_table($silence) as silence
inner join people on people.person_id = silence.customer_id
inner join money on money.customer_id = silence.customer_id
left join known_customers as customers on customers.customer_id = silence.customer_id
where
    silence.silent_days > silence.limit_days
    and ($overdue_from is null or silence.last_on + silence.limit_days + 1 >= $overdue_from)
    and ($region is null or people.region = $region)
    and (
        $segment is null
        or people.person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
order by revenue desc, silence.customer_id
limit $limit
