-- grain: a group, weekday (1 is Monday) and hour in which tickets were opened
select
    case $by
        when 'kind' then kind
        when 'topic' then coalesce(topic, '')
        when 'channel' then coalesce(channel, '')
        when 'team' then coalesce(team, '')
        when 'severity' then coalesce(severity, '')
        else ''
    end as "group",
    isodow(opened_at) as weekday,
    hour(opened_at) as hour,
    count(*) as tickets
from query_table($tickets)
group by 1, 2, 3
order by 1, 2, 3
