-- grain: a measure, with the median of all customers and of those of each tier
with written as (
    select
        tier,
        cast(profit as double) as profit,
        cast(revenue as double) as revenue,
        cast(purchases as double) as purchases,
        cast(recency_days as double) as recency_days,
        cast(breadth as double) as breadth,
        cast(satisfaction as double) as satisfaction,
        cast(cost_to_serve as double) as cost_to_serve
    from query_table($placed)
),
measured as (
    unpivot written
    on profit, revenue, purchases, recency_days, breadth, satisfaction, cost_to_serve
    into name measure value value
)
select
    measure,
    median(value) as "Everybody",
    median(value) filter (where tier = 'Platinum') as "Platinum",
    median(value) filter (where tier = 'Gold') as "Gold",
    median(value) filter (where tier = 'Silver') as "Silver",
    median(value) filter (where tier = 'Bronze') as "Bronze",
    median(value) filter (where tier = 'Tin') as "Tin"
from measured
group by measure
