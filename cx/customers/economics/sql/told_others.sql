-- grain: a group of NPS (promoter, passive, detractor), with who told others within $within days of their answer
-- A customer counts once, by the latest answer whose days have run out.
with answers as (
    select
        customer_id,
        cast(answered_at as date) as answered_on,
        score,
        row_number() over (partition by customer_id order by answered_at desc, upload_id desc, line desc) as place
    from surveys
    where
        measure = 'nps'
        and customer_id is not null
        and answered_at >= cast($answered_from as date)
        and answered_at < cast($answered_to as date) + 1
),
latest as (
    select
        customer_id,
        answered_on,
        case when score >= 9 then 'promoter' when score >= 7 then 'passive' else 'detractor' end as answer
    from answers
    where place = 1
),
told as (
    select distinct latest.customer_id
    from latest
    inner join touchpoints on touchpoints.person_id = latest.customer_id
    where
        touchpoints.kind = 'recommended'
        and cast(touchpoints.occurred_at as date) >= latest.answered_on
        and cast(touchpoints.occurred_at as date) <= latest.answered_on + cast($within as integer)
)
select latest.answer, count(*) as n, count(told.customer_id) as told
from latest
left join told on told.customer_id = latest.customer_id
group by latest.answer
