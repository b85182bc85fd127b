-- grain: one row: answers of employees that name no team, up to $as_of
select count(*) as answers
from surveys
where measure = 'employee' and coalesce(trim(subject), '') = '' and answered_at < cast($as_of as date) + 1
