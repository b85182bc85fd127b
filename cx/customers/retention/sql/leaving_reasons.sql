-- grain: a number of days since the first order and what ended them: a reason, or null for customers who have not left
-- The $most reasons with most customers keep their name. Of several goodbyes the first counts; of one day, the first by
-- alphabet.
with goodbyes as (
    select customer_id, left_on, min(reason) as reason
    from churn_reasons
    where left_on <= $as_of
    group by customer_id, left_on
),
firsts as (
    select
        customer_id,
        left_on,
        reason,
        row_number() over (partition by customer_id order by left_on) as place
    from goodbyes
),
customers as (
    select
        people.first_order_on,
        firsts.left_on,
        firsts.reason
    from people
    left join firsts on firsts.customer_id = people.person_id and firsts.place = 1
    where
        people.first_order_on <= $as_of
        and ($region is null or people.region = $region)
        and (
            $segment is null
            or people.person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
),
told as (
    select
        first_order_on,
        left_on,
        reason,
        coalesce(left_on, $as_of) - first_order_on as day
    from customers
),
ranked as (
    select reason, row_number() over (order by count(*) desc, reason) as place
    from told
    where reason is not null and day >= 0
    group by reason
)
select
    told.day,
    case when told.reason is null then null when ranked.place <= $most then told.reason else $others end as cause,
    count(*) as people
from told
left join ranked on ranked.reason = told.reason
where told.day >= 0
group by told.day, case when told.reason is null then null when ranked.place <= $most then told.reason else $others end
order by day, cause
