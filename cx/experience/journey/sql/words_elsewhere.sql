-- grain: a topic of tickets or a subject of satisfaction from $since to $as_of that no touchpoint names, most first
with told as (
    select 'topics' as source, lower(trim(topic)) as word, topic as name, customer_id
    from tickets
    where lower(kind) <> 'call' and topic is not null
        and opened_at >= cast($since as date) and opened_at < cast($as_of as date) + 1
    union all
    select 'subjects', lower(trim(subject)), subject, customer_id
    from surveys
    where measure in ('csat', 'ces') and subject is not null
        and answered_at >= cast($since as date) and answered_at < cast($as_of as date) + 1
),
placed as (
    select 'topics' as source, unnest(cast($topics as varchar[])) as word
    union all
    select 'subjects', unnest(cast($subjects as varchar[]))
)
select told.source, min(told.name) as name, count(*) as contacts, count(distinct told.customer_id) as people
from told
left join placed on placed.source = told.source and placed.word = told.word
where placed.word is null
group by told.source, told.word
order by count(*) desc, told.source, told.word
limit $most
