-- grain: an examined case whose 180 days are over on the day, with what it and its matched customers bought in them
-- With all that the event can be grouped by. expected, expected_revenue: means over the matched customers; blank
-- where the case has none
with thirds as (
    select quantile_cont(spend_before, 1 / 3) as low, quantile_cont(spend_before, 2 / 3) as high
    from query_table($profiles)
    where last_on is not null
),
expected as (
    select case_id, count(*) as matched, avg(orders) as orders, avg(revenue) as revenue
    from query_table($pairs)
    group by case_id
)
select
    profiles.case_id, profiles.customer_id, profiles.day,
    events.* exclude (case_id, customer_id, day, is_first),
    case
        when profiles.last_on is null then null
        when profiles.spend_before <= thirds.low then 'low'
        when profiles.spend_before <= thirds.high then 'middle'
        else 'high'
    end as spend,
    coalesce(expected.matched, 0) as matched,
    profiles.orders, expected.orders as expected, expected.revenue as expected_revenue
from query_table($profiles) as profiles
cross join thirds
left join query_table($events) as events on events.case_id = profiles.case_id
left join expected on expected.case_id = profiles.case_id
where
    profiles.day + 180 <= cast($as_of as date)
    and ($region is null or profiles.region = $region)
    and (
        $segment is null
        or profiles.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
order by profiles.case_id
