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
        sum(cast(revenue as double)) < 0 as bad,
        cast(null as varchar) as state
    from orders
    left join products on products.product_id = orders.product_id
    where customer_id = $customer_id and ordered_at < cast($as_of as date) + 1
    group by order_id
),
helped as (
    select
        *,
        answered_at < cast($as_of as date) + 1 as is_answered,
        resolved_at < cast($as_of as date) + 1
        and not coalesce(reopened_at > resolved_at and reopened_at < cast($as_of as date) + 1, false) as is_resolved,
        coalesce(reopened_at < cast($as_of as date) + 1, false) as is_reopened
    from tickets
    where customer_id = $customer_id
),
ticketed as (
    select
        opened_at, kind, topic,
        lower(kind) = 'call' as is_call,
        case
            when lower(kind) = 'call' then case when answered_at is null then 'unanswered' end
            when coalesce(is_resolved, false) and satisfied then 'satisfied'
            when coalesce(is_resolved, false) and not satisfied then 'not satisfied'
            when coalesce(is_resolved, false) then 'resolved'
            when is_reopened and resolved_at < cast($as_of as date) + 1 then 'reopened'
            when is_answered then 'answered'
            else 'open'
        end as state
    from helped
),
promised as (
    select
        *,
        -- kept_on decides where it is known; a promise marked as not kept is late, whatever its day
        case
            when kept_on <= cast($as_of as date) then if(kept_on <= coalesce(judged_on, kept_on), 'kept', 'late')
            when kept_on is null and kept then 'kept'
            when judged_on <= cast($as_of as date) or kept_on is null and not kept then 'late'
            else 'open'
        end as state
    from known_promises
    where customer_id = $customer_id
),
invited as (
    select
        touchpoints.occurred_at, touchpoints.channel, touchpoints.campaign,
        count(surveys.answered_at) > 0 as is_answered
    from touchpoints
    left join surveys
        on surveys.customer_id = touchpoints.person_id
        and surveys.measure <> 'employee'
        and surveys.answered_at >= touchpoints.occurred_at
        and surveys.answered_at < least(
            cast(touchpoints.occurred_at as timestamp) + interval 30 days, cast($as_of as date) + interval 1 day
        )
    where touchpoints.person_id = $customer_id and touchpoints.kind = 'asked'
    group by
        touchpoints.upload_id, touchpoints.line, touchpoints.occurred_at, touchpoints.channel, touchpoints.campaign
),
events as (
    select moment, event, what, amount, bad, state from bought
    union all
    select
        occurred_at, case when kind = 'thanked' then 'thanks' else 'touchpoint' end,
        concat_ws(' · ', channel, campaign, kind), null, false, null
    from touchpoints
    where person_id = $customer_id and (variant is null or variant <> 'held out') and kind is distinct from 'asked'
    union all
    select
        occurred_at, 'invitation', concat_ws(' · ', channel, campaign), null, false,
        if(is_answered, 'responded', 'not responded')
    from invited
    union all
    select thanked_on, 'thanks', coalesce(words, reason), null, false, null
    from noted_thanks
    where customer_id = $customer_id and variant = 'treated'
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
        case measure when 'nps' then score <= 6 when 'csat' then score <= 2 else false end,
        null
    from surveys
    where customer_id = $customer_id and measure <> 'employee'  -- nobody's answer about their team is shown
    union all
    select
        opened_at, if(is_call, 'call', 'ticket'),
        if(is_call, topic, concat_ws(' · ', upper(left(kind, 1)) || substr(kind, 2), topic)),
        null,
        coalesce(state in ('not satisfied', 'unanswered'), false)
        or (lower(kind) = 'complaint' and state in ('open', 'answered', 'reopened')),
        state
    from ticketed
    union all
    select
        made_on, 'promise', concat_ws(' · ', upper(left(kind, 1)) || substr(kind, 2), words),
        cast(amount as double), state = 'late', state
    from promised
    union all
    select left_on, 'goodbye', reason, null, true, null
    from churn_reasons
    where customer_id = $customer_id
)
select moment, event, coalesce(what, '') as what, state, amount, bad
from events
where moment < cast($as_of as date) + 1
order by moment desc, event, what
limit $limit
