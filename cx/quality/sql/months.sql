-- grain: one month of one table that holds a row of it
select kind, month, count(*) as rows
from query($dated)
where month is not null
group by kind, month
order by kind, month
