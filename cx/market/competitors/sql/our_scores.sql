-- grain: an attribute, with the mean of our dated scores
select attribute, avg(score) as score, coalesce(stddev_samp(score), 0) as spread, count(*) as n
from query_table($answers)
where company = $ours and scored_on is not null
group by attribute
order by attribute
