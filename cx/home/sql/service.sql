-- grain: one row: complaints and orders, and the answers to the question of the NPS, from $since to $until
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
),
answered as (
    select
        count(case when score >= 9 then 1 end) as promoters,
        count(case when score > 6 and score < 9 then 1 end) as passives,
        count(case when score <= 6 then 1 end) as detractors
    from surveys
    where measure = 'nps'
        and answered_at >= cast($since as date) and answered_at < cast($until as date) + 1
        and ($everybody or customer_id in (select person_id from chosen))
)
select
    complaints, promoters, passives, detractors,
    cast(coalesce(orders, 0) as bigint) as orders
from complained
cross join ordered
cross join answered
