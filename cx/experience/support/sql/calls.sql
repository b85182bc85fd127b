-- grain: a weekday (1 is Monday) and hour, with the calls that came from $since to $as_of, their outcome by then, and
-- how many such weekdays there were since the first of these calls
-- Abandoned is ended and never answered; a call that has neither an answer nor an end by then has no outcome.
with chosen as (
    select
        tickets.opened_at,
        case when tickets.answered_at < cast($as_of as date) + 1 then tickets.answered_at end as answered_at,
        case when tickets.resolved_at < cast($as_of as date) + 1 then tickets.resolved_at end as ended_at
    from tickets
    left join known_customers as customers on customers.customer_id = tickets.customer_id
    where
        lower(tickets.kind) = 'call'
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
weekdays as (
    select isodow(day) as weekday, count(*) as days
    from (
        select unnest(generate_series(cast(min(opened_at) as date), cast($as_of as date), interval 1 day)) as day
        from chosen
    ) as every
    group by isodow(day)
),
counted as (
    select
        isodow(opened_at) as weekday,
        hour(opened_at) as hour,
        count(*) as calls,
        count(answered_at) as answered,
        count(case when answered_at is null and ended_at is not null then 1 end) as abandoned,
        sum(date_diff('second', opened_at, coalesce(answered_at, ended_at))) as waited,
        count(case when answered_at <= ended_at then 1 end) as handled,
        sum(case when answered_at <= ended_at then date_diff('second', answered_at, ended_at) end) as talked
    from chosen
    group by isodow(opened_at), hour(opened_at)
)
select
    counted.weekday,
    counted.hour,
    weekdays.days,
    counted.calls,
    counted.answered,
    counted.abandoned,
    counted.handled,
    cast(coalesce(counted.waited, 0) as double) as waited,
    cast(coalesce(counted.talked, 0) as double) as talked
from counted
inner join weekdays on weekdays.weekday = counted.weekday
order by counted.weekday, counted.hour
