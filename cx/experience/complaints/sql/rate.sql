-- grain: a calendar month or quarter: orders, guests' too, and complaints; helped, due: of those opened 30 days ago
with chosen as (
    select person_id from people where ($region is null or region = $region)
        and (
            $segment is null
            or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
),
events as (
    select day, purchases as orders, 0 as complaints, 0 as helped, 0 as due
    from purchase_days
    where $everybody or customer_id in (select person_id from chosen)
    union all
    select day, orders, 0, 0, 0 from guest_orders where $everybody
    union all
    select
        day, 0, 1,
        cast(outcome = 'helped' and day + 30 <= cast($as_of as date) as integer),
        cast(outcome <> 'not asked' and day + 30 <= cast($as_of as date) as integer)
    from query_table($complaints)
    where $everybody or customer_id in (select person_id from chosen)
)
select
    cast(date_trunc($every, day) as date) as period,
    cast(sum(orders) as bigint) as orders,
    cast(sum(complaints) as bigint) as complaints,
    cast(sum(helped) as bigint) as helped,
    cast(sum(due) as bigint) as due
from events
where day <= cast($as_of as date) and ($since is null or day >= cast($since as date))
group by 1
order by 1
