-- grain: one row of $since to $as_of: people first reached, those whose first touch was that somebody brought them,
-- customers who ordered, and those of them who brought or told others; whether the files know such contacts at all
with told as (
    select distinct coalesce(referrer_id, case when kind = 'recommended' then person_id end) as customer_id
    from touchpoints
    where (kind = 'recommended' or referrer_id is not null)
        and occurred_at >= cast($since as date) and occurred_at < cast($as_of as date) + 1
),
brought as (
    select distinct person_id, cast(occurred_at as date) as day
    from touchpoints
    where kind = 'referred'
        and occurred_at >= cast($since as date) and occurred_at < cast($as_of as date) + 1
),
reached as (
    select people.person_id, brought.person_id is not null as is_brought
    from people
    left join brought on brought.person_id = people.person_id and brought.day = people.first_touch_on
    where people.first_touch_on >= cast($since as date) and people.first_touch_on <= cast($as_of as date)
        and ($everybody or people.person_id in (select customer_id from query_table($persons)))
),
active as (
    select distinct customer_id
    from purchase_days
    where purchases > 0
        and day >= cast($since as date) and day <= cast($as_of as date)
        and ($everybody or customer_id in (select customer_id from query_table($persons)))
)
select
    (select count(*) from reached) as reached,
    (select count(*) filter (where is_brought) from reached) as brought,
    (select count(*) from active) as active,
    (select count(*) from active inner join told on told.customer_id = active.customer_id) as advocates,
    (select count(*) from touchpoints where kind = 'referred') > 0 as has_referred,
    (select count(*) from touchpoints where kind = 'recommended' or referrer_id is not null) > 0 as has_told
