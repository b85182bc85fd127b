-- grain: a type that a customer has: the spread of their profits, and the profits where they are few enough to resample
select kind, stddev_samp(profit) as spread, case when count(*) <= $many then list(profit) end as profits
from query_table($among)
group by kind
