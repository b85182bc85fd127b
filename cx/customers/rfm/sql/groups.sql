-- grain: a named group that has a customer; blank: customers whom no rule takes
select
    customer_group,
    count(*) as customers,
    sum(money) as money,
    sum(profit) as profit,
    avg(recency_days) as recency_days,
    avg(frequency) as frequency,
    avg(money) as mean_money
from query_table($scored)
group by customer_group
