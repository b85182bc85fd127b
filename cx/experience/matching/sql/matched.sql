-- grain: a case and a customer matched with it: of those near it without an event in 365 days, the $most_matched
-- nearest
-- Joined first and filtered last: of a few rows, as it would guess them, the engine compares each with all days.
with event_days as (
    select distinct customer_id, day as happened_on from query_table($events) where customer_id is not null
),
spreads as (
    select
        coalesce(nullif(stddev_samp(orders_before), 0), 1) as orders_unit,
        coalesce(nullif(stddev_samp(spend_logged), 0), 1) as spend_unit,
        coalesce(nullif(stddev_samp(tenure), 0), 1) as tenure_unit
    from query_table($profiles)
    where last_on is not null
),
experienced as (
    select near.*, event_days.happened_on
    from query_table($near) as near
    asof left join event_days
        on event_days.customer_id = near.customer_id and near.day >= event_days.happened_on
),
half_year as (
    select experienced.*, cast(experienced.orders_to - coalesce(past.orders_to, 0) as double) as orders_before
    from experienced
    asof left join query_table($history) as past
        on past.customer_id = experienced.customer_id and experienced.day - 180 >= past.day
),
spent as (
    select half_year.*, past.spend_to
    from half_year
    asof left join query_table($history) as past
        on past.customer_id = half_year.customer_id and half_year.day >= past.day
),
year as (
    select spent.*, ln(1 + greatest(spent.spend_to - coalesce(past.spend_to, 0), 0)) as spend_logged
    from spent
    asof left join query_table($history) as past
        on past.customer_id = spent.customer_id and spent.day - 365 >= past.day
),
followed as (
    select
        year.*,
        cast(later.orders_to - year.orders_to as double) as orders,
        later.spend_to - year.spend_to as revenue
    from year
    asof left join query_table($history) as later
        on later.customer_id = year.customer_id and year.day + 180 >= later.day
),
alike as (
    select
        followed.*,
        round(
            ((followed.orders_before - followed.case_orders) / spreads.orders_unit) ** 2
            + ((followed.spend_logged - followed.case_spend) / spreads.spend_unit) ** 2
            + ((followed.tenure - followed.case_tenure) / spreads.tenure_unit) ** 2,
            9
        ) as apart
    from followed
    cross join spreads
    where
        (followed.happened_on is null or followed.day - followed.happened_on > 365)
        and abs(followed.orders_before - followed.case_orders) <= greatest(1, 0.2 * followed.case_orders)
)
select
    case_id, customer_id, day, orders_before, spend_logged, tenure,
    cast(day - matched_last_on as double) as recency,
    orders, revenue
from alike
qualify row_number() over (partition by case_id order by apart, md5(customer_id), customer_id) <= $most_matched
