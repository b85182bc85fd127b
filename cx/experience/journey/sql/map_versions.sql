-- grain: one row a version: a load that was not undone, or a map saved under a name; the newest last
with
loads as (
    select
        'file-' || journey.upload_id as version,
        coalesce(any_value(uploads.name), 'journey.csv') as name,
        any_value(uploads.loaded_at) as saved_at,
        count(*) as touchpoints,
        journey.upload_id as load_before,
        0 as map_number
    from journey
    left join uploads on journey.upload_id = uploads.upload_id
    group by journey.upload_id
),
saved as (
    select
        'saved-' || map_number as version,
        name,
        saved_at,
        json_array_length(touchpoints)::bigint as touchpoints,
        load_before,
        map_number
    from journey_maps
    where name is not null and not is_undone
),
every_version as (
    select * from loads
    union all by name
    select * from saved
)
select
    version,
    name,
    saved_at,
    touchpoints
from every_version
order by saved_at nulls first, load_before, map_number
