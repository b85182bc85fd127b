-- grain: one customer who ever bought up to $as_of, with recency, frequency, money and a score of 1 to 5 for each
-- A quintile score is 1 + the quintile bounds that lie below: equal values always share a score.
-- Fewer than 5 customers have no fifths, and customers who are all alike no order: they are scored, but called $alike.
with bought as (
    select
        customer_id,
        sum(revenue) as revenue,
        sum(purchases) as orders,
        max(case when purchases > 0 then day end) as last_on
    from purchase_days
    where day <= cast($as_of as date)
    group by customer_id
),
measured as (
    select
        bought.customer_id,
        date_diff('day', last_on, cast($as_of as date)) as recency_days,
        cast(orders as bigint) as frequency,
        round(revenue, 4) as money
    from bought
    where last_on is not null
),
ranked as (
    select
        *,
        count(*) over () as everybody,
        rank() over (order by recency_days desc) as recency_rank,
        rank() over (order by frequency) as frequency_rank,
        rank() over (order by money) as money_rank,
        $recency_bounds is null and $frequency_bounds is null and $money_bounds is null and (
            count(*) over () < 5
            or min(recency_days) over () = max(recency_days) over ()
            and min(frequency) over () = max(frequency) over ()
            and min(money) over () = max(money) over ()
        ) as is_alike
    from measured
),
scored as (
    select
        customer_id, recency_days, frequency, money, is_alike,
        case
            when $recency_bounds is null then 1 + (recency_rank - 1) * 5 // everybody
            else 1 + len(list_filter(cast($recency_bounds as double[]), lambda bound: recency_days <= bound))
        end as recency_score,
        case
            when $frequency_bounds is null then 1 + (frequency_rank - 1) * 5 // everybody
            else 1 + len(list_filter(cast($frequency_bounds as double[]), lambda bound: frequency >= bound))
        end as frequency_score,
        case
            when $money_bounds is null then 1 + (money_rank - 1) * 5 // everybody
            else 1 + len(list_filter(cast($money_bounds as double[]), lambda bound: money >= bound))
        end as money_score
    from ranked
),
rules as (
    select unnest($rules, recursive := true)
),
named as (
    select customer_id, arg_min(rules.name, rules.place) as name
    from scored
    join rules on recency_score between rules.recency_from and rules.recency_to
        and frequency_score between rules.frequency_from and rules.frequency_to
        and money_score between rules.money_from and rules.money_to
    group by customer_id
)
select
    scored.customer_id,
    customers.name,
    customers.region,
    scored.recency_days, scored.frequency, scored.money,
    recency_score, frequency_score, money_score,
    case when is_alike and named.name is not null then $alike else named.name end as customer_group,
    placed.tier,
    placed.profit
from scored
left join named on named.customer_id = scored.customer_id
left join customers on customers.customer_id = scored.customer_id
left join query_table($placed) as placed on placed.customer_id = scored.customer_id
