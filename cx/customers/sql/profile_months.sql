-- grain: one month of the window, of one customer; months without an order are there with 0
with months as (
    select cast(unnest(generate_series(
        date_trunc('month', cast($since as date)), cast($until as timestamp), interval 1 month
    )) as date) as month
),
bought as (
    select
        cast(date_trunc('month', ordered_at) as date) as month,
        sum(cast(revenue as double)) as revenue,
        sum(coalesce(cast(cost as double), (1 - $gross_margin) * cast(revenue as double))) as cost_of_goods
    from orders
    where customer_id = $customer_id
        and ordered_at >= cast($since as date) and ordered_at < cast($until as date) + 1
    group by date_trunc('month', ordered_at)
),
placed as (
    select cast(date_trunc('month', day) as date) as month, sum(purchases) as purchases
    from purchase_days
    where customer_id = $customer_id and day >= cast($since as date) and day <= cast($until as date)
    group by cast(date_trunc('month', day) as date)
)
select
    months.month,
    coalesce(revenue, 0) as revenue,
    coalesce(revenue - cost_of_goods - $cost_per_order * purchases, 0) as contribution,
    cast(coalesce(purchases, 0) as bigint) as purchases
from months
left join bought on bought.month = months.month
left join placed on placed.month = months.month
order by months.month
