-- grain: a group and a wait in minutes, with how many tickets it ended for and how many still wait then
select
    case $by
        when 'kind' then kind
        when 'topic' then coalesce(topic, '')
        when 'channel' then coalesce(channel, '')
        when 'team' then coalesce(team, '')
        when 'severity' then coalesce(severity, '')
        else ''
    end as "group",
    case when $event = 'answered' then answered_minutes else resolved_minutes end as minutes,
    case when $event = 'answered' then is_answered else is_resolved end as is_done,
    count(*) as people,
    count(case when is_old then 1 end) as old
from query_table($tickets)
group by 1, 2, 3
order by 1, 2, 3
