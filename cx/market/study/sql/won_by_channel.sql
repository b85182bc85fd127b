-- grain: a channel of the first touch, with the margin of a customer won in their first year
select channel, avg(margin) as mean, coalesce(stddev_samp(margin), 0) as spread, count(*) as n
from (
    select channel, customer_id, sum(margin) as margin
    from query_table($won)
    group by channel, customer_id
) as of_customer
group by channel
order by channel
