-- grain: a way new customers of the period came: tracked (touched by the day of the first order) or untracked
with new_customers as (
    select
        coalesce(first_touch_on <= first_order_on, false) as is_tracked,
        first_order_on + $retain_within_days <= $as_of as is_closed,
        second_order_on <= $as_of and second_order_on <= first_order_on + $retain_within_days as is_retained
    from people
    where
        first_order_on <= $as_of
        and ($entered_from is null or first_order_on >= $entered_from)
        and ($entered_to is null or first_order_on <= $entered_to)
        and ($region is null or region = $region)
        and (
            $segment is null
            or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
),
ways as (
    select 'tracked' as came, true as is_tracked
    union all
    select 'untracked', false
)
select
    ways.came,
    count(new_customers.is_tracked) as customers,
    count(case when new_customers.is_closed then 1 end) as eligible,
    count(case when new_customers.is_closed and new_customers.is_retained then 1 end) as retained,
    count(case when not new_customers.is_closed and new_customers.is_retained then 1 end) as retained_open
from ways
left join new_customers on new_customers.is_tracked = ways.is_tracked
group by ways.came
order by ways.came
