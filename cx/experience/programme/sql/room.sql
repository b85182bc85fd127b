-- grain: the room with a code, and how many proposals were sent there
select
    closed_at is null and opened_at > localtimestamp - to_hours($hours) as is_open,
    (select count(*) from proposals_sent where code = $code) as sent
from proposal_rooms
where code = $code
