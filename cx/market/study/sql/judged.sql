-- grain: a customer and a subject, with the latest importance and the latest perception of the 12 months up to $as_of
with ranked as (
    select
        customer_id,
        subject,
        measure,
        cast(score as double) as score,
        row_number() over (
            partition by customer_id, subject, measure order by answered_at desc, upload_id desc, line desc
        ) as place
    from surveys
    where
        measure in ('importance', 'perception')
        and customer_id is not null
        and subject is not null
        and answered_at >= cast($since as date)
        and answered_at < cast($as_of as date) + 1
)
select
    customer_id,
    subject,
    max(case when measure = 'importance' then score end) as importance,
    max(case when measure = 'perception' then score end) as perception
from ranked
where place = 1
group by customer_id, subject
