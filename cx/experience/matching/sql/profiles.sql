-- grain: a case, as its customer was on its day and with what followed in 180 days; last_on is blank without an order
with at_day as (
    select
        cases.case_id, cases.customer_id, cases.region, cases.day, past.orders_to, past.spend_to, past.last_on,
        past.first_on
    from query_table($cases) as cases
    asof left join query_table($history) as past
        on past.customer_id = cases.customer_id and cases.day >= past.day
),
half_year as (
    select at_day.*, at_day.orders_to - coalesce(past.orders_to, 0) as orders_before
    from at_day
    asof left join query_table($history) as past
        on past.customer_id = at_day.customer_id and at_day.day - 180 >= past.day
),
year as (
    select half_year.*, half_year.spend_to - coalesce(past.spend_to, 0) as spend_before
    from half_year
    asof left join query_table($history) as past
        on past.customer_id = half_year.customer_id and half_year.day - 365 >= past.day
)
select
    year.case_id, year.customer_id, year.region, year.day, year.last_on, year.spend_before,
    cast(year.orders_before as double) as orders_before,
    ln(1 + greatest(year.spend_before, 0)) as spend_logged,
    cast(year.day - year.first_on as double) as tenure,
    cast(year.day - year.last_on as double) as recency,
    cast(later.orders_to - year.orders_to as double) as orders,
    later.spend_to - year.spend_to as revenue
from year
asof left join query_table($history) as later
    on later.customer_id = year.customer_id and year.day + 180 >= later.day
