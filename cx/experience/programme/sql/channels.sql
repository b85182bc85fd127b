-- grain: a channel by which people order, visit, click, are served, write or call in 12 months, with how often
with acts as (
    select channel from orders
    where ordered_at >= cast($since as date) and ordered_at < cast($until as date) + 1
    union all
    select channel from touchpoints
    where kind in ('visited', 'clicked', 'served')
        and occurred_at >= cast($since as date) and occurred_at < cast($until as date) + 1
    union all
    select channel from tickets
    where opened_at >= cast($since as date) and opened_at < cast($until as date) + 1
)
select trim(channel) as channel, count(*) as acts
from acts
where channel is not null
group by trim(channel)
order by acts desc, channel
