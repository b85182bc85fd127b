-- grain: one row: people first reached from $since to $as_of, those whom a customer sent, customers who told others
with shown as (
    select person_id, first_touch_on
    from people
    where
        ($region is null or region = $region)
        and (
            $segment is null
            or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
),
reached as (
    select person_id
    from shown
    where first_touch_on between cast($since as date) and cast($as_of as date)
),
told as (
    select person_id, referrer_id, kind, occurred_at
    from touchpoints
    where
        (kind = 'referred' or kind = 'recommended')
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
    (select count(*) from reached) as reached,
    (select count(*) from sent inner join reached on reached.person_id = sent.person_id) as sent_by_customers,
    (select count(*) from advocates inner join shown on shown.person_id = advocates.person_id) as advocates
