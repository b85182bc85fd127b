-- grain: one row a touchpoint of a load, in the order of the file
select
    line as row,
    touchpoint,
    step,
    position::double as position,
    p,
    team,
    owner,
    promise_text,
    direct,
    met_by,
    asked_as,
    topics
from journey
where upload_id = $upload_id
order by line
