-- grain: one row; the first edit of the map of a load, later than a number, that was undone (blank: none)
select min(map_number) as map_number
from journey_maps
where load_before = $load and map_number > $number and is_undone and name is null
