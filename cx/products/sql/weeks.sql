-- grain: a whole week (from Monday) of one product between its first line and $as_of; weeks without a line are there
-- with 0
with lines as (
    select
        cast(date_trunc('week', ordered_at) as date) as week,
        cast(revenue as double) as revenue,
        case
            when revenue < 0 then -abs(coalesce(cast(quantity as double), 0))
            else coalesce(cast(quantity as double), 0)
        end as units,
        case when revenue >= 0 then 1 else 0 end as purchases
    from orders
    where (product_id = $product_id or $whole) and cast(ordered_at as date) <= cast($as_of as date)
),
company as (
    select min(cast(ordered_at as date)) as begins_on
    from orders
),
weeks as (
    select
        cast(unnest(generate_series(
            min(week), cast(date_trunc('week', cast($as_of as date) + 1) as date) - 7, interval 7 day
        )) as date) as week
    from lines
),
sums as (
    select week, sum(revenue) as revenue, sum(units) as units, sum(purchases) as purchases
    from lines
    group by week
)
select
    weeks.week,
    coalesce(sums.revenue, 0) as revenue,
    coalesce(sums.units, 0) as units,
    coalesce(sums.purchases, 0) as purchases
from weeks
cross join company
left join sums on sums.week = weeks.week
where weeks.week >= company.begins_on
order by weeks.week
