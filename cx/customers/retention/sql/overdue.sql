-- grain: a customer who has ordered by $as_of, with the overdue limit of the group of the same rhythm
-- rhythm: 1 after one order; else the upper bound in days of the mean gap between the orders so far, 9999 above 180.
-- Each gap is in the group that its customer was in when it began, so that its own length does not choose its group;
-- the running gap is censored (Kaplan-Meier). The limit is the day nearest to the 95 % quantile of the gaps that end.
-- A limit is over everybody, whatever is shown of it later.
with order_days as (
    select
        customer_id,
        day,
        row_number() over by_day as nth,
        first_value(day) over by_day as first_on,
        lead(day) over by_day as next_on
    from purchase_days
    where purchases > 0 and day <= $as_of
    window by_day as (partition by customer_id order by day)
),
gaps as (
    select
        customer_id,
        nth,
        day,
        cast(coalesce(next_on, $as_of) - day as integer) as gap_days,
        next_on is not null as is_over,
        case
            when nth = 1 then 1
            when day - first_on <= 7 * (nth - 1) then 7
            when day - first_on <= 14 * (nth - 1) then 14
            when day - first_on <= 30 * (nth - 1) then 30
            when day - first_on <= 45 * (nth - 1) then 45
            when day - first_on <= 60 * (nth - 1) then 60
            when day - first_on <= 90 * (nth - 1) then 90
            when day - first_on <= 120 * (nth - 1) then 120
            when day - first_on <= 180 * (nth - 1) then 180
            else 9999
        end as rhythm
    from order_days
),
counts as (
    select rhythm, gap_days, count(*) as begun, count(case when is_over then 1 end) as finished
    from gaps
    group by rhythm, gap_days
),
survival as (
    select
        rhythm,
        gap_days,
        finished,
        product(1 - finished / nullif(at_risk, 0)) over (partition by rhythm order by gap_days) as running
    from (
        select *, sum(begun) over (partition by rhythm order by gap_days desc) as at_risk
        from counts
    ) as exposed
),
ended as (
    -- of the gaps that end: who has left for good must not put the limit out of reach
    select
        rhythm,
        gap_days,
        finished,
        (running - min(running) over by_rhythm) / nullif(1 - min(running) over by_rhythm, 0) as longer
    from survival
    window by_rhythm as (partition by rhythm)
),
limits as (
    select
        rhythm,
        sum(finished) as gaps,
        min(case when longer <= 0.5 + 1e-9 then gap_days end) as usual_days,
        case
            when rhythm > 1 and sum(finished) >= $enough
                then arg_min(gap_days, (round(abs(longer - 0.05), 9), -gap_days)) filter (where finished > 0)
        end as limit_days
    from ended
    group by rhythm
)
select
    gaps.customer_id,
    gaps.rhythm,
    gaps.nth as order_days,
    gaps.day as last_on,
    gaps.gap_days as silent_days,
    cast(limits.gaps as bigint) as gaps,
    limits.usual_days,
    limits.limit_days
from gaps
inner join limits on limits.rhythm = gaps.rhythm
where not gaps.is_over
