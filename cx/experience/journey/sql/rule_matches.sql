-- grain: an entry of a list of a map that some row of the 12 months has, by its number
select distinct place
from query_table($places)
where place < $rules
