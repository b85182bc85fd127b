-- grain: one table of the company
select kind, rows, first_on, last_on
from query($counted)
