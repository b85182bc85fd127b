-- grain: a person whose window ran out before they took the step, most revenue first; every row carries how many
-- Who stands in a rate of "funnel_lifecycle" and not among those who took the step: the same windows, the same people.
with entrants as (
    select
        person_id,
        region,
        first_touch_on,
        first_touch_channel,
        first_order_on,
        coalesce(first_order_on >= first_touch_on, true)
        and first_touch_on + $acquire_within_days <= $until as is_closed,
        coalesce(
            first_order_on <= $until
            and first_order_on between first_touch_on and first_touch_on + $acquire_within_days,
            false
        ) as is_acquired,
        first_order_on + $retain_within_days <= $until as is_retain_closed,
        coalesce(
            second_order_on <= $until and second_order_on <= first_order_on + $retain_within_days, false
        ) as is_retained
    from people
    where
        first_touch_on <= $until
        and ($entered_from is null or first_touch_on >= $entered_from)
        and ($region is null or region = $region)
        and (
            $segment is null
            or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
        and (
            $named is null
            or coalesce(
                case $breakdown
                    when 'channel' then first_touch_channel
                    when 'campaign' then first_touch_campaign
                    when 'region' then region
                end,
                '(unknown)'
            ) = $named
        )
),
money as (
    select customer_id, sum(revenue) as revenue
    from purchase_days
    where day <= $until
    group by customer_id
)
select
    entrants.person_id as customer_id,
    customers.name,
    entrants.first_touch_channel as channel,
    entrants.region,
    entrants.first_touch_on,
    case when entrants.first_order_on <= $until then entrants.first_order_on end as first_order_on,
    coalesce(money.revenue, 0) as revenue,
    count(*) over () as customers
from entrants
left join money on money.customer_id = entrants.person_id
left join known_customers as customers on customers.customer_id = entrants.person_id
where
    entrants.is_closed
    and (
        ($step = 'Acquire' and not entrants.is_acquired)
        or ($step = 'Retain' and entrants.is_acquired and entrants.is_retain_closed and not entrants.is_retained)
    )
order by revenue desc, entrants.person_id
limit $limit
