-- grain: one column of amounts that holds at least 30 amounts above zero
-- Far out: above the upper quartile by more than 3 times the distance of the quartiles, in logarithms (Tukey 1977, on a
-- scale that fits amounts).
with
amounts as (select * from query($amounts)),
counted as (
    select
        kind, "column", amount, count(*) as times, min(upload_id) as upload_id, arg_min(line, upload_id) as line
    from amounts
    group by kind, "column", amount
),
ranked as (
    select
        *,
        sum(times) over (
            partition by kind, "column" order by amount rows between unbounded preceding and current row
        ) as rank,
        sum(times) over (partition by kind, "column") as amounts
    from counted
),
-- the amounts of the two ranks on either side of each quartile, which lies between them at the same share of the way
sides as (
    select
        kind, "column", amounts,
        ln(min(case when rank > floor((amounts - 1) * 0.25) then amount end)) as low,
        ln(min(case when rank > ceil((amounts - 1) * 0.25) then amount end)) as low_next,
        ln(min(case when rank > floor((amounts - 1) * 0.5) then amount end)) as middle,
        ln(min(case when rank > ceil((amounts - 1) * 0.5) then amount end)) as middle_next,
        ln(min(case when rank > floor((amounts - 1) * 0.75) then amount end)) as high,
        ln(min(case when rank > ceil((amounts - 1) * 0.75) then amount end)) as high_next
    from ranked
    where amounts >= 30
    group by kind, "column", amounts
),
quartiles as (
    select
        kind, "column", amounts,
        low + (low_next - low) * ((amounts - 1) * 0.25 - floor((amounts - 1) * 0.25)) as low,
        middle + (middle_next - middle) * ((amounts - 1) * 0.5 - floor((amounts - 1) * 0.5)) as middle,
        high + (high_next - high) * ((amounts - 1) * 0.75 - floor((amounts - 1) * 0.75)) as high
    from sides
),
fences as (
    select
        kind,
        "column",
        cast(amounts as bigint) as amounts,
        exp(middle) as median,
        exp(high + 3 * (high - low)) as fence
    from quartiles
    where high > low
)
select
    kind, "column", fences.amounts, median, fence,
    cast(sum(case when amount > fence then times else 0 end) as bigint) as far_out,
    sum(case when amount > fence then amount * times end) / sum(amount * times) as share_of_sum,
    max(amount) as largest,
    arg_max(upload_id, amount) as upload_id, arg_max(line, amount) as line
from counted
inner join fences using (kind, "column")
group by kind, "column", fences.amounts, median, fence
order by far_out desc, kind, "column"
