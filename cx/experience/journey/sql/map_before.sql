-- grain: one row, or none where only the file was there; the map before an edit of the map of a load
select touchpoints
from journey_maps
where load_before = $load and map_number < $number and not is_undone
order by map_number desc
limit 1
