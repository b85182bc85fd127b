-- grain: a measure of one customer, with the share of all customers who do better
with own as (
    select *
    from query_table($placed)
    where customer_id = $customer_id
),
counted as (
    select
        avg(cast(placed.profit > own.profit as integer)) as profit_better,
        avg(cast(placed.revenue > own.revenue as integer)) as revenue_better,
        avg(cast(placed.purchases > own.purchases as integer)) as purchases_better,
        avg(cast(placed.recency_days < own.recency_days as integer)) as recency_better,
        avg(cast(placed.breadth > own.breadth as integer)) as breadth_better,
        avg(cast(placed.satisfaction > own.satisfaction as integer)) as satisfaction_better,
        avg(cast(placed.cost_to_serve < own.cost_to_serve as integer)) as cost_better
    from query_table($placed) as placed
    cross join own
),
standings as (
    select 1 as place, 'profit' as measure, profit as value, profit_better as better from own cross join counted
    union all
    select 2, 'revenue', revenue, revenue_better from own cross join counted
    union all
    select 3, 'purchases', purchases, purchases_better from own cross join counted
    union all
    select 4, 'recency_days', recency_days, recency_better from own cross join counted
    union all
    select 5, 'breadth', breadth, breadth_better from own cross join counted
    union all
    select 6, 'satisfaction', satisfaction, satisfaction_better from own cross join counted
    union all
    select 7, 'cost_to_serve', cost_to_serve, cost_better from own cross join counted
)
select
    standings.measure,
    cast(standings.value as double) as value,
    cast(standings.better as double) as better,
    typical.* exclude (measure)
from standings
left join query_table($typical) as typical on typical.measure = standings.measure
where standings.value is not null
order by standings.place
