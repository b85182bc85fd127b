-- grain: a score of recency and one of frequency that a customer has
select
    recency_score,
    frequency_score,
    count(*) as customers,
    sum(money) as money,
    sum(profit) as profit
from query_table($scored)
group by recency_score, frequency_score
order by recency_score, frequency_score
