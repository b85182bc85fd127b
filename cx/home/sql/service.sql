-- grain: one row: complaints and orders, from $since to $until
with chosen as (
    select person_id
    from people
    where ($region is null or region = $region)
        and (
            $segment is null
            or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
),
complained as (
    select count(*) as complaints
    from tickets
    where lower(kind) = 'complaint'
        and opened_at >= cast($since as date) and opened_at < cast($until as date) + 1
        and ($everybody or customer_id in (select person_id from chosen))
),
ordered as (
    select sum(purchases) as orders
    from (
        select purchases
        from purchase_days
        where day between cast($since as date) and cast($until as date)
            and ($everybody or customer_id in (select person_id from chosen))
        union all
        select orders as purchases
        from guest_orders
        where day between cast($since as date) and cast($until as date) and $everybody
    ) as every
)
select
    complaints,
    cast(coalesce(orders, 0) as bigint) as orders
from complained
cross join ordered
