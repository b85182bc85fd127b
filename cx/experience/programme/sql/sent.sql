-- grain: one row: proposals sent to a room, by a device, and seconds since the device's last one
select
    count(*) as of_room,
    count(*) filter (where device = $device) as of_device,
    epoch(localtimestamp) - epoch(max(sent_at) filter (where device = $device)) as seconds_ago
from proposals_sent
where code = $code
