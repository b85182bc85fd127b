-- grain: a group, a step and a number of days waited for it, with those to whom it happened then or who still wait
-- Acquire waits from the first touch to the first order, Retain from the first order to one on another day.
with entrants as (
    select
        coalesce(
            case $breakdown
                when 'channel' then first_touch_channel
                when 'campaign' then first_touch_campaign
                when 'region' then region
            end,
            '(unknown)'
        ) as "group",
        first_touch_on,
        first_order_on,
        second_order_on
    from people
    where
        first_touch_on <= $as_of
        and coalesce(first_order_on >= first_touch_on, true)
        and ($entered_from is null or first_touch_on >= $entered_from)
        and ($entered_to is null or first_touch_on <= $entered_to)
        and ($region is null or region = $region)
        and (
            $segment is null
            or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
),
waits as (
    select "group", 'Acquire' as step, first_touch_on as since, first_order_on as happened_on
    from entrants
    union all
    select "group", 'Retain', first_order_on, second_order_on
    from entrants
    where first_order_on <= $as_of
),
known as (
    select "group", step, since, case when happened_on <= $as_of then happened_on end as happened_on
    from waits
)
select
    "group",
    step,
    cast(coalesce(happened_on, $as_of) - since as integer) as day,
    case when happened_on is not null then step end as cause,
    count(*) as people
from known
group by
    "group",
    step,
    cast(coalesce(happened_on, $as_of) - since as integer),
    case when happened_on is not null then step end
order by "group", step, day
