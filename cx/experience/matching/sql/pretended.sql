-- grain: a pretended case of the check: a customer who had no event in 365 days, on an order day plus a lag
-- As many as there are real cases with an order, drawn by hash of day and customer: events are of orders, so who orders
-- often is drawn often, as among the matched. Each customer once would be oftener one who orders seldom, which the
-- matched are not, and come out below 1. The lags are those of the real cases.
with lags as (
    select list(cast(recency as integer) order by md5(case_id), case_id) as days, count(*) as n
    from query_table($profiles)
    where last_on is not null
),
event_days as (
    select distinct customer_id, day as happened_on from query_table($events) where customer_id is not null
),
drawn as (
    select customer_id, region, day, row_number() over (order by md5(day || ' ' || customer_id), customer_id) as place
    from query_table($history)
    where in_pool and is_order
),
shifted as (
    select drawn.customer_id, drawn.region, drawn.place, drawn.day + lags.days[1 + drawn.place % lags.n] as day
    from drawn
    cross join lags
    where lags.n > 0
),
possible as (
    select shifted.*
    from shifted
    asof left join event_days
        on event_days.customer_id = shifted.customer_id and shifted.day >= event_days.happened_on
    where
        (event_days.happened_on is null or shifted.day - event_days.happened_on > 365)
        and shifted.day + 180 <= (select max(day) from purchase_days)
)
select 'pretended ' || place as case_id, customer_id, day, region
from possible
order by place
limit (select n from lags)
