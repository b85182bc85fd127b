-- grain: one thing that happened to one customer, latest first
with bought as (
    select
        min(ordered_at) as moment,
        case when sum(revenue) < 0 then 'return' else 'order' end as event,
        string_agg(
            distinct coalesce(products.name, orders.product_id),
            ', '
            order by coalesce(products.name, orders.product_id)
        ) as what,
        sum(cast(revenue as double)) as amount,
        sum(cast(revenue as double)) < 0 as bad
    from orders
    left join products on products.product_id = orders.product_id
    where customer_id = $customer_id and ordered_at < cast($as_of as date) + 1
    group by order_id
),
events as (
    select moment, event, what, amount, bad from bought
    union all
    select
        occurred_at, case when kind = 'thanked' then 'thanks' else 'touchpoint' end,
        concat_ws(' · ', channel, campaign, kind), null, false
    from touchpoints
    where person_id = $customer_id and (variant is null or variant <> 'held out')
    union all
    select
        answered_at, 'survey', concat_ws(
            ' · ',
            case
                when length(measure) <= 4 then upper(measure)
                else upper(left(measure, 1)) || replace(substr(measure, 2), '_', ' ')
            end,
            subject, format('{:g}', cast(score as double))
        ),
        null,
        case measure when 'nps' then score <= 6 when 'csat' then score <= 2 else false end
    from surveys
    where customer_id = $customer_id
    union all
    select
        opened_at,
        case when lower(kind) = 'call' then 'call' else 'ticket' end,
        concat_ws(
            ' · ', upper(left(kind, 1)) || substr(kind, 2), topic,
            case when satisfied then 'satisfied' when not satisfied then 'not satisfied' end
        ),
        null,
        coalesce(not satisfied, false)
    from tickets
    where customer_id = $customer_id
    union all
    -- whether it was kept is known once it was, or by the day of the answer
    select
        made_on, 'promise',
        concat_ws(
            ' · ', upper(left(kind, 1)) || substr(kind, 2), words,
            case
                when kept_on <= cast($as_of as date) or (kept and kept_on is null) then 'kept'
                when not kept then 'not kept'
            end
        ),
        cast(amount as double), coalesce(not kept, false)
    from promises
    where customer_id = $customer_id
    union all
    select left_on, 'goodbye', reason, null, true
    from churn_reasons
    where customer_id = $customer_id
)
select moment, event, what, amount, bad
from events
where moment < cast($as_of as date) + 1
order by moment desc, event, what
limit $limit
