-- grain: a topic of tickets or a subject of surveys that was ever used up to $as_of
select distinct 'topics' as source, lower(trim(topic)) as word
from tickets
where topic is not null and opened_at < cast($as_of as date) + 1
union all
select distinct 'asked_as', lower(trim(subject))
from surveys
where subject is not null and measure <> 'employee' and answered_at < cast($as_of as date) + 1
