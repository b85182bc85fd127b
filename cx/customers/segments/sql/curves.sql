-- grain: one of the customers asked for who ordered in the window, with the revenue of each of its months
with months as (
    select
        customer_id,
        date_diff('month', cast($window_since as date), day) as month,
        sum(revenue) as revenue
    from purchase_days
    where customer_id in (select unnest($customers))
        and day >= cast($window_since as date) and day <= cast($until as date)
    group by customer_id, date_diff('month', cast($window_since as date), day)
),
curves as (
    select customer_id, map(list(month), list(revenue)) as by_month
    from months
    group by customer_id
)
select
    customer_id,
    list_transform(
        range(0, date_diff('month', cast($window_since as date), cast($until as date)) + 1),
        lambda month: coalesce(by_month[month], 0)
    ) as curve
from curves
