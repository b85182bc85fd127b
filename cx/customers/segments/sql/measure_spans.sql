-- grain: one measure that somebody has: its ends, its 2 % quantile, the median size of what is not 0
with long as (
    unpivot (select * exclude (customer_id) from query($measured)) on columns(*) into name measure value amount
)
select
    measure,
    min(amount) as lowest,
    max(amount) as highest,
    approx_quantile(amount, 0.02) as small,
    approx_quantile(case when amount <> 0 then abs(amount) end, 0.5) as middle
from long
group by measure
