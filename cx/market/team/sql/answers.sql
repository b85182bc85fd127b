-- grain: one row: answers of employees up to $as_of, those that name no team, and those of the round that is not over
select
    count(*) as answers,
    count(case when coalesce(trim(subject), '') = '' then 1 end) as without_team,
    count(case when answered_at >= date_trunc('quarter', cast($as_of as date) + 1) then 1 end) as of_open_round
from surveys
where measure = 'employee' and answered_at < cast($as_of as date) + 1
