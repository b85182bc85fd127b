-- grain: a topic that was merged into another, with the one that it counts for in the end
with recursive merged as (
    select topic, merged_into as target
    from request_notes
    where merged_into is not null
    union
    select merged.topic, notes.merged_into as target
    from merged
    inner join request_notes as notes on notes.topic = merged.target
    where notes.merged_into is not null
)
select topic, target
from merged
where target not in (select topic from request_notes where merged_into is not null)
