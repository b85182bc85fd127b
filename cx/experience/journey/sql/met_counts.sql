-- grain: a touchpoint or a name of no touchpoint, by its place, and a step, which has a place below 0
-- people: distinct, who were met there; of a step, at any of its touchpoints.
with patterns as (
    select places, count(*) as people
    from query_table($met)
    group by places
),
wanted as (
    select unnest(cast($wanted as integer[])) as place, unnest(cast($masks as varchar[])) as mask
)
select wanted.place, coalesce(sum(patterns.people), 0) as people
from wanted
left join patterns on bit_count(patterns.places & wanted.mask::bit) > 0
group by wanted.place
