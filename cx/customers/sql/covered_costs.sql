-- grain: one row: the customers of the window, how many cover all their cost, and what they leave over
select
    count(*) as customers,
    count(case when profit >= 0 then 1 end) as covering,
    coalesce(sum(contribution), 0) as contribution,
    coalesce(sum(profit), 0) as profit
from query_table($money)
where who = 'customer'
