-- grain: a point of the curve: a customer at an even step, the last one, or the one where profit peaks
with running as (
    select
        tier,
        profit as own_profit,
        row_number() over ranked as customers,
        sum(profit) over ranked as profit,
        count(*) over () as everybody,
        sum(profit) over () as final
    from query_table($placed)
    where ($region is null or region = $region)
        and (
            $segment is null
            or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
    window ranked as (order by profit desc, customer_id rows between unbounded preceding and current row)
),
marked as (
    select
        *,
        own_profit >= 0 and coalesce(lead(own_profit) over (order by customers), -1) < 0 as peak
    from running
)
select
    cast(customers as double) / everybody as customer_share,
    case when final > 0 then profit / final end as profit_share,
    profit,
    customers,
    tier,
    peak
from marked
where peak or customers = 1 or customers = everybody
    or customers * $points // everybody <> (customers - 1) * $points // everybody
order by customers
