-- grain: a measure and a score that a customer has
select
    'recency' as measure,
    recency_score as score,
    min(recency_days) as lowest,
    max(recency_days) as highest,
    count(*) as customers
from query_table($scored)
group by recency_score
union all
select 'frequency', frequency_score, min(frequency), max(frequency), count(*)
from query_table($scored)
group by frequency_score
union all
select 'money', money_score, min(money), max(money), count(*)
from query_table($scored)
group by money_score
order by measure, score
