-- grain: one row; the load whose map counts (0: none), and the last edit or saved version of it that was not undone
with
last_load as (select coalesce(max(upload_id), 0) as upload_id from journey)
select
    last_load.upload_id,
    journey_maps.map_number,
    journey_maps.name,
    journey_maps.touchpoints
from last_load
left join journey_maps on last_load.upload_id = journey_maps.load_before and not journey_maps.is_undone
order by journey_maps.map_number desc nulls last
limit 1
