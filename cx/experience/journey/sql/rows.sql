-- grain: a row of the latest journey file, in its order
select
    touchpoint,
    step,
    cast(position as double) as position,
    p,
    team,
    owner,
    promise_text,
    direct,
    met_by,
    asked_as,
    topics
from journey
where upload_id = (select max(upload_id) from journey)
order by line
