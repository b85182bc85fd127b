-- grain: a channel of the first touch and a month since the first order, with the margin of all customers won
select channel, month, sum(margin) as margin
from query_table($won)
group by channel, month
order by channel, month
