-- grain: a reason or a month of the occasions whose $within_days are over: how many, and how many were thanked by then
-- An occasion does not count while its customer had an open complaint (as customers/open_complaints has it), within
-- $rest_days of thanks or of being held out, or where the customer was held out for it.
with occasions as (
    select occasions.*
    from query_table($occasions) as occasions
    left join known_customers as customers on customers.customer_id = occasions.customer_id
    where
        list_contains($reasons, occasions.reason)
        and case $by when 'month' then last_day(occasions.since) else occasions.since end
        <= cast($as_of as date) - $within_days
        and ($region is null or customers.region = $region)
        and (
            $segment is null
            or occasions.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
),
complaints as (
    select customer_id, opened_at, resolved_at, reopened_at, satisfied
    from tickets
    where lower(kind) = 'complaint' and customer_id in (select customer_id from occasions)
),
complaining as (
    select distinct occasions.customer_id, occasions.since
    from occasions
    inner join complaints
        on complaints.customer_id = occasions.customer_id
        and complaints.opened_at < occasions.since + 1
        and complaints.opened_at >= occasions.since - $complaint_days + 1
        and (
            not complaints.satisfied
            or complaints.resolved_at is null
            or complaints.resolved_at >= occasions.since + 1
            or (complaints.reopened_at > complaints.resolved_at and complaints.reopened_at < occasions.since + 1)
        )
),
drawn as (
    select
        occasions.customer_id, occasions.since, occasions.reason,
        bool_or(thanks.day < occasions.since) as is_resting,
        bool_or(thanks.day >= occasions.since and not thanks.is_held_out) as is_thanked,
        bool_or(thanks.day >= occasions.since and thanks.is_held_out) as is_held_out
    from occasions
    inner join query_table($thanks) as thanks
        on thanks.customer_id = occasions.customer_id
        and thanks.day >= occasions.since - $rest_days
        and thanks.day <= occasions.since + $within_days
    group by occasions.customer_id, occasions.since, occasions.reason
)
select
    case $by when 'reason' then occasions.reason else strftime(occasions.since, '%Y-%m-01') end as "group",
    count(*) as n,
    count(*) filter (where drawn.is_thanked) as thanked
from occasions
left join drawn
    on drawn.customer_id = occasions.customer_id and drawn.since = occasions.since and drawn.reason = occasions.reason
left join complaining on complaining.customer_id = occasions.customer_id and complaining.since = occasions.since
where
    complaining.customer_id is null
    and not coalesce(drawn.is_resting, false)
    and not (coalesce(drawn.is_held_out, false) and not coalesce(drawn.is_thanked, false))
group by all
order by "group"
