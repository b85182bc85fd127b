-- grain: a case and a customer matched with it, the nearest $most_matched
-- Last order day first: few candidates are left for what costs more.
with complaint_days as (
    select distinct customer_id, day as complained_on from query_table($complaints) where customer_id is not null
),
shifts as (
    select unnest(range(-2, 3)) as apart
),
spreads as (
    select
        coalesce(stddev_samp(tenure), 0) as tenure_spread,
        coalesce(nullif(stddev_samp(orders_before), 0), 1) as orders_unit,
        coalesce(nullif(stddev_samp(spend_logged), 0), 1) as spend_unit,
        coalesce(nullif(stddev_samp(tenure), 0), 1) as tenure_unit
    from query_table($profiles)
    where last_on is not null
),
wanted as (
    select profiles.*, profiles.last_on + cast(shifts.apart as integer) as near_on
    from query_table($profiles) as profiles
    cross join shifts
    where profiles.last_on is not null
),
near as (
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
),
calm as (
    select near.*
    from near
    asof left join complaint_days
        on complaint_days.customer_id = near.customer_id and near.day >= complaint_days.complained_on
    where complaint_days.complained_on is null or near.day - complaint_days.complained_on > 365
),
alike as (
    select calm.*, cast(calm.orders_to - coalesce(past.orders_to, 0) as double) as orders_before
    from calm
    asof left join query_table($history) as past
        on past.customer_id = calm.customer_id and calm.day - 180 >= past.day
    where abs(calm.orders_to - coalesce(past.orders_to, 0) - calm.case_orders) <= greatest(1, 0.2 * calm.case_orders)
),
spent as (
    select alike.*, past.spend_to
    from alike
    asof left join query_table($history) as past on past.customer_id = alike.customer_id and alike.day >= past.day
),
year as (
    select spent.*, ln(1 + greatest(spent.spend_to - coalesce(past.spend_to, 0), 0)) as spend_logged
    from spent
    asof left join query_table($history) as past
        on past.customer_id = spent.customer_id and spent.day - 365 >= past.day
),
nearest as (
    select year.*
    from year
    cross join spreads
    qualify row_number() over (
            partition by year.case_id
            order by
                round(
                    ((year.orders_before - year.case_orders) / spreads.orders_unit) ** 2
                    + ((year.spend_logged - year.case_spend) / spreads.spend_unit) ** 2
                    + ((year.tenure - year.case_tenure) / spreads.tenure_unit) ** 2,
                    9
                ),
                md5(year.customer_id), year.customer_id
        ) <= $most_matched
)
select
    nearest.case_id, nearest.customer_id, nearest.day, nearest.orders_before, nearest.spend_logged, nearest.tenure,
    cast(nearest.day - nearest.matched_last_on as double) as recency,
    cast(later.orders_to - nearest.orders_to as double) as orders,
    later.spend_to - nearest.spend_to as revenue
from nearest
asof left join query_table($history) as later
    on later.customer_id = nearest.customer_id and nearest.day + 180 >= later.day
