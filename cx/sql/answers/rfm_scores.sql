-- grain: one customer who ever bought up to $as_of, with recency, frequency, money and a score of 1 to 5 for each
-- A quintile score is the fifth of the middle of the ranks that a value takes: equal values share it, everybody's value is 3.
-- Fewer than 5 customers have no fifths, and customers alike in all that the groups are made of no order: they are scored,
-- but called $alike.
with further as (
    select customer_id, sum(orders) as orders
    from (
        select customer_id, orders
        from extra_orders
        where day <= cast($as_of as date)
        union all
        select customer_id, 1 - count(*)
        from query_table($split)
        where day <= cast($as_of as date)
        group by customer_id, order_id
    ) as counted
    group by customer_id
),
bought as (
    select
        customer_id,
        sum(revenue) as revenue,
        count(case when purchases > 0 then 1 end) as order_days,
        max(case when purchases > 0 then day end) as last_on
    from purchase_days
    where day <= cast($as_of as date)
    group by customer_id
),
measured as (
    select
        bought.customer_id,
        date_diff('day', last_on, cast($as_of as date)) as recency_days,
        cast(order_days + coalesce(further.orders, 0) as bigint) as frequency,
        round(revenue, 4) as money
    from bought
    left join further on further.customer_id = bought.customer_id
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
        rank() over (order by recency_days desc) + count(*) over (order by recency_days desc) - 2 as recency_middle,
        rank() over (order by frequency) + count(*) over (order by frequency) - 2 as frequency_middle,
        rank() over (order by money) + count(*) over (order by money) - 2 as money_middle
    from measured
    cross join crowd
),
scored as (
    select
        customer_id, recency_days, frequency, money, is_alike,
        case
            when $recency_bounds is null then 1 + 5 * recency_middle // nullif(2 * everybody, 0)
            else 1 + len(list_filter(cast($recency_bounds as double[]), lambda bound: recency_days <= bound))
        end as recency_score,
        case
            when $frequency_bounds is null then 1 + 5 * frequency_middle // nullif(2 * everybody, 0)
            else 1 + len(list_filter(cast($frequency_bounds as double[]), lambda bound: frequency >= bound))
        end as frequency_score,
        case
            when $money_bounds is null then 1 + 5 * money_middle // nullif(2 * everybody, 0)
            else 1 + len(list_filter(cast($money_bounds as double[]), lambda bound: money >= bound))
        end as money_score
    from ranked
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
