-- grain: one customer who ever bought up to $as_of, with recency, frequency, money and a score of 1 to 5 for each
-- A quintile score is the fifth of the middle of the ranks that a value takes: equal values share it. The worst value,
-- such as a single order, scores 1 however many have it; a value that everybody has scores 3.
-- Fewer than 5 customers have no fifths, and customers alike in all that the groups are made of no order: they are
-- scored, but called $alike.
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
rules as (
    select unnest($rules, recursive := true)
),
parted as (
    select
        coalesce(bool_or(recency_from > 1 or recency_to < 5), false) as by_recency,
        coalesce(bool_or(frequency_from > 1 or frequency_to < 5), false) as by_frequency,
        coalesce(bool_or(money_from > 1 or money_to < 5), false) as by_money
    from rules
),
crowd as (
    select
        count(*) as everybody,
        $recency_bounds is null and $frequency_bounds is null and $money_bounds is null and (
            count(*) < 5
            or (any_value(by_recency) or any_value(by_frequency) or any_value(by_money))
            and (not any_value(by_recency) or min(recency_days) = max(recency_days))
            and (not any_value(by_frequency) or min(frequency) = max(frequency))
            and (not any_value(by_money) or min(money) = max(money))
        ) as is_alike
    from measured
    cross join parted
),
ranked as (
    select
        measured.*,
        crowd.*,
        rank() over (order by recency_days desc) as recency_rank,
        count(*) over (order by recency_days desc) as recency_end,
        rank() over (order by frequency) as frequency_rank,
        count(*) over (order by frequency) as frequency_end,
        rank() over (order by money) as money_rank,
        count(*) over (order by money) as money_end
    from measured
    cross join crowd
),
scored as (
    select
        customer_id, recency_days, frequency, money, is_alike,
        case
            when $recency_bounds is null and recency_rank = 1 and recency_end < everybody then 1
            when $recency_bounds is null then 1 + 5 * (recency_rank + recency_end - 2) // nullif(2 * everybody, 0)
            else 1 + len(list_filter(cast($recency_bounds as double[]), lambda bound: recency_days <= bound))
        end as recency_score,
        case
            when $frequency_bounds is null and frequency_rank = 1 and frequency_end < everybody then 1
            when $frequency_bounds is null then 1 + 5 * (frequency_rank + frequency_end - 2) // nullif(2 * everybody, 0)
            else 1 + len(list_filter(cast($frequency_bounds as double[]), lambda bound: frequency >= bound))
        end as frequency_score,
        case
            when $money_bounds is null and money_rank = 1 and money_end < everybody then 1
            when $money_bounds is null then 1 + 5 * (money_rank + money_end - 2) // nullif(2 * everybody, 0)
            else 1 + len(list_filter(cast($money_bounds as double[]), lambda bound: money >= bound))
        end as money_score
    from ranked
),
named as (
    select customer_id, arg_min(rules.name, rules.place) as name
    from scored
    inner join rules
        on recency_score between rules.recency_from and rules.recency_to
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
left join known_customers as customers on customers.customer_id = scored.customer_id
left join query_table($placed) as placed on placed.customer_id = scored.customer_id
