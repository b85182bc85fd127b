-- grain: a group of people first touched in the entry period, with its counts at $as_of
-- Who had ordered before the first touch was reached, but can be neither won nor lost: counted apart, in no rate.
with entrants as (
    select
        coalesce(
            case $breakdown
                when 'channel' then first_touch_channel
                when 'campaign' then first_touch_campaign
                when 'region' then region
                when 'month' then strftime(first_touch_on, '%Y-%m')
            end,
            '(unknown)'
        ) as "group",
        coalesce(first_order_on < first_touch_on, false) as is_known,
        coalesce(first_order_on >= first_touch_on, true)
        and first_touch_on + $acquire_within_days <= $as_of as is_closed,
        first_order_on <= $as_of and first_order_on between first_touch_on and first_touch_on + $acquire_within_days
            as is_acquired,
        first_order_on + $retain_within_days <= $as_of as is_retain_closed,
        second_order_on <= $as_of and second_order_on <= first_order_on + $retain_within_days as is_retained
    from people
    where
        first_touch_on <= $as_of
        and ($entered_from is null or first_touch_on >= $entered_from)
        and ($entered_to is null or first_touch_on <= $entered_to)
        and ($region is null or region = $region)
        and (
            $segment is null
            or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
)
select
    "group",
    count(*) as reached,
    count(case when is_known then 1 end) as already_customers,
    count(case when is_closed then 1 end) as acquire_eligible,
    count(case when is_closed and is_acquired then 1 end) as acquired,
    count(case when not is_closed and is_acquired then 1 end) as acquired_open,
    count(case when is_closed and is_acquired and is_retain_closed then 1 end) as retain_eligible,
    count(case when is_closed and is_acquired and is_retain_closed and is_retained then 1 end) as retained,
    count(case when is_closed and is_acquired and not is_retain_closed and is_retained then 1 end) as retained_open
from entrants
group by "group"
order by reached desc, "group"
