-- grain: one column of amounts that holds at least 30 amounts above zero
-- Far out: above the upper quartile by more than 3 times the distance of the quartiles, in logarithms (Tukey 1977, on a scale that fits amounts).
with
amounts as (
    select 'orders' as kind, 'quantity' as "column", cast(quantity as double) as amount, upload_id, line from orders where quantity > 0
    union all
    select 'orders' as kind, 'revenue' as "column", cast(revenue as double) as amount, upload_id, line from orders where revenue > 0
    union all
    select 'orders' as kind, 'cost' as "column", cast(cost as double) as amount, upload_id, line from orders where cost > 0
    union all
    select 'orders' as kind, 'discount' as "column", cast(discount as double) as amount, upload_id, line from orders where discount > 0
    union all
    select 'touchpoints' as kind, 'cost' as "column", cast(cost as double) as amount, upload_id, line from touchpoints where cost > 0
    union all
    select 'tickets' as kind, 'cost' as "column", cast(cost as double) as amount, upload_id, line from tickets where cost > 0
    union all
    select 'costs' as kind, 'amount' as "column", cast(amount as double) as amount, upload_id, line from costs where amount > 0
),
quartiles as (
    select
        kind, "column", count(*) as amounts,
        quantile_cont(ln(amount), 0.25) as low, quantile_cont(ln(amount), 0.5) as middle, quantile_cont(ln(amount), 0.75) as high
    from amounts
    group by kind, "column"
    having count(*) >= 30
),
fences as (
    select kind, "column", amounts, exp(middle) as median, exp(high + 3 * (high - low)) as fence
    from quartiles
    where high > low
)
select
    kind, "column", amounts, median, fence,
    count(case when amount > fence then 1 end) as far_out,
    sum(case when amount > fence then amount end) / sum(amount) as share_of_sum,
    max(amount) as largest,
    arg_max(upload_id, amount) as upload_id, arg_max(line, amount) as line
from amounts
join fences using (kind, "column")
group by kind, "column", amounts, median, fence
order by far_out desc, kind, "column"
