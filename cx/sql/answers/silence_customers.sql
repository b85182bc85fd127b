-- grain: a customer who has ordered by $as_of, with the limit of the group of the same rhythm
-- rhythm: 1 or 2 while there are so few order days; else the upper bound in days of the mean gap, 9999 above 120.
-- A limit is over everybody, whatever is shown of it later.
with days as (
    select customer_id, day
    from purchase_days
    where purchases > 0 and day <= $as_of
),
gaps as (
    select
        customer_id,
        row_number() over (partition by customer_id order by day) as nth,
        cast(lead(day) over (partition by customer_id order by day) - day as integer) as gap_days
    from days
),
totals as (
    select customer_id, count(*) as order_days, min(day) as first_on, max(day) as last_on
    from days
    group by customer_id
),
customers as (
    select
        customer_id,
        order_days,
        last_on,
        cast($as_of - last_on as integer) as silent_days,
        case
            when order_days < 3 then order_days
            when last_on - first_on <= 7 * (order_days - 1) then 7
            when last_on - first_on <= 14 * (order_days - 1) then 14
            when last_on - first_on <= 30 * (order_days - 1) then 30
            when last_on - first_on <= 60 * (order_days - 1) then 60
            when last_on - first_on <= 120 * (order_days - 1) then 120
            else 9999
        end as rhythm
    from totals
),
grouped_gaps as (
    select nth as rhythm, gap_days
    from gaps
    where nth < 3 and gap_days is not null
    union all
    select customers.rhythm, gaps.gap_days
    from gaps
    inner join customers on customers.customer_id = gaps.customer_id
    where customers.order_days >= 3 and gaps.gap_days is not null
),
limits as (
    select
        rhythm,
        count(*) as gaps,
        quantile_disc(gap_days, 0.5) as usual_days,
        case when count(*) >= $enough then quantile_disc(gap_days, 0.95) end as limit_days
    from grouped_gaps
    group by rhythm
)
select
    customers.customer_id as customer_id,
    customers.rhythm as rhythm,
    customers.order_days as order_days,
    customers.last_on as last_on,
    customers.silent_days as silent_days,
    coalesce(limits.gaps, 0) as gaps,
    limits.usual_days as usual_days,
    limits.limit_days as limit_days
from customers
left join limits on limits.rhythm = customers.rhythm
