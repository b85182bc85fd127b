-- grain: a channel that an order line names, where it is one of speed
select channel
from (select distinct channel from orders) as channels
where regexp_matches(lower(channel), $speed_words)
order by channel
