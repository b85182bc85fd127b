-- grain: one column of a table that holds rows
select kind, "column", rows, rows - filled as missing, 1 - filled / cast(rows as double) as share
from query($filled)
where rows > 0
order by share desc, kind, "column"
