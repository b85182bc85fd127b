-- grain: a case and a customer of its region whose last order was within 2 days of the case's, with a tenure like it
-- Last order day first: few candidates are left for what costs more. A table of its own, so that the engine knows how
-- many they are when it chooses how to join them to all days.
with shifts as (
    select unnest(range(-2, 3)) as apart
),
spreads as (
    select coalesce(stddev_samp(tenure), 0) as tenure_spread
    from query_table($profiles)
    where last_on is not null
),
wanted as (
    select profiles.*, profiles.last_on + cast(shifts.apart as integer) as near_on
    from query_table($profiles) as profiles
    cross join shifts
    where profiles.last_on is not null
)
select
    wanted.case_id, wanted.day, past.customer_id, past.orders_to, past.day as matched_last_on,
    wanted.orders_before as case_orders, wanted.spend_logged as case_spend, wanted.tenure as case_tenure,
    cast(wanted.day - past.first_on as double) as tenure
from wanted
inner join query_table($history) as past on past.region = wanted.region and past.day = wanted.near_on
cross join spreads
where
    past.in_pool and past.is_order
    and past.day <= wanted.day
    and (past.next_on is null or past.next_on > wanted.day)
    and past.customer_id <> wanted.customer_id
    and abs(wanted.day - past.first_on - wanted.tenure) <= 0.75 * spreads.tenure_spread
