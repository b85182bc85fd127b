-- grain: customers who are alike in purchases after the first, week of the last one and age in weeks
select repeats, last_week, age_weeks, count(*) as customers
from query_table($history)
group by repeats, last_week, age_weeks
order by repeats, last_week, age_weeks
