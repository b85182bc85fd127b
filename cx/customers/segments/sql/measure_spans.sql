-- grain: one measure that somebody has: its ends, its 2 % quantile, the median size of what is not 0
with wide as (
    select
        revenue, profit, contribution, cost_to_serve, profit_before, returned,
        cast(purchases as double) as purchases,
        cast(contacts as double) as contacts,
        cast(tickets as double) as tickets,
        cast(breadth as double) as breadth,
        cast(recency_days as double) as recency_days,
        cast(tenure_days as double) as tenure_days,
        discount_share, satisfaction, mix_distance, value_to_customer
    from query_table($placed)
),
long as (
    unpivot wide on columns(*) into name measure value amount
)
select
    measure,
    min(amount) as lowest,
    max(amount) as highest,
    approx_quantile(amount, 0.02) as small,
    approx_quantile(case when amount <> 0 then abs(amount) end, 0.5) as middle
from long
group by measure
