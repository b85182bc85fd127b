-- grain: one listed customer, most money first
select *, count(*) over () as customers, sum(money) over () as money_of_all
from query_table($scored)
where ($groups is null or list_contains($groups, coalesce(customer_group, '')))
    and ($recency_score is null or recency_score = $recency_score)
    and ($frequency_score is null or frequency_score = $frequency_score)
order by money desc, customer_id
limit $limit
