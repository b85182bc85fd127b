-- grain: a ticket that is no call, opened from $since to $as_of, with what is known of it at the end of $as_of
-- A wait is in minutes within the opening hours: of what happened rounded up, of what did not happen yet rounded down,
-- to the end of $as_of. A resolution counts as an answer; reopened after the resolution is not resolved.
with chosen as (
    select tickets.*, cast(cast($as_of as date) + 1 as timestamp) as until
    from tickets
    left join known_customers as customers on customers.customer_id = tickets.customer_id
    where
        lower(tickets.kind) <> 'call'
        and tickets.opened_at >= cast($since as date)
        and tickets.opened_at < cast($as_of as date) + 1
        and ($region is null or customers.region = $region)
        and (
            $segment is null
            or tickets.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
),
known as (
    select
        ticket_id,
        customer_id,
        kind,
        topic,
        channel,
        team,
        cast(severity as varchar) as severity,
        opened_at,
        until,
        satisfied,
        least(answered_at, resolved_at) as answered_at,
        case when coalesce(reopened_at > resolved_at and reopened_at < until, false) then null else resolved_at end
            as resolved_at
    from chosen
),
ended as (
    select
        * exclude (answered_at, resolved_at),
        coalesce(answered_at < until, false) as is_answered,
        coalesce(resolved_at < until, false) as is_resolved,
        case when answered_at < until then answered_at else until end as answered_at,
        case when resolved_at < until then resolved_at else until end as resolved_at
    from known
),
ticked as (
    select
        *,
        -- seconds of opening hours from a Monday long ago to each of the moments
        list_transform(
            [opened_at, answered_at, resolved_at],
            lambda moment: (
                (date_diff('day', date '0001-01-01', cast(moment as date)) // 7) * $week + $before[isodow(moment)]
            ) * cast($length as bigint)
            + $is_open[isodow(moment)]
            * greatest(0, least(date_diff('second', cast(cast(moment as date) as timestamp), moment) - $opens, $length))
        ) as seconds
    from ended
)
select
    ticket_id,
    customer_id,
    kind,
    topic,
    channel,
    team,
    severity,
    opened_at,
    is_answered,
    is_resolved,
    case when is_resolved then satisfied end as satisfied,
    opened_at <= until - interval 7 days as is_old,
    (seconds[2] - seconds[1] + case when is_answered then 59 else 0 end) // 60 as answered_minutes,
    (seconds[3] - seconds[1] + case when is_resolved then 59 else 0 end) // 60 as resolved_minutes
from ticked
