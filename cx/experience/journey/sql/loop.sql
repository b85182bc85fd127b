-- grain: one row: people first reached from $since to $as_of, those whom a customer sent, customers who told others
with shown as (
    select people.person_id, people.first_touch_on
    from people
    where
        ($region is null or people.region = $region)
        and (
            $segment is null
            or people.person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
),
told as (
    select person_id, referrer_id, kind, occurred_at
    from touchpoints
    where (kind = 'referred' or kind = 'recommended')
        and occurred_at < cast($as_of as date) + 1
        and (variant is null or lower(trim(variant)) <> 'held out')
),
sent as (
    select distinct person_id
    from told
    where kind = 'referred'
),
advocates as (
    select person_id
    from told
    where kind = 'recommended' and occurred_at >= cast($since as date)
    union
    select referrer_id
    from told
    where kind = 'referred' and referrer_id is not null and occurred_at >= cast($since as date)
)
select
    count(case when reached.is_reached then 1 end) as reached,
    count(case when reached.is_reached then sent.person_id end) as sent_by_customers,
    count(advocates.person_id) as advocates
from (
    select
        person_id,
        first_touch_on between cast($since as date) and cast($as_of as date) as is_reached
    from shown
) as reached
left join sent on sent.person_id = reached.person_id
left join advocates on advocates.person_id = reached.person_id
