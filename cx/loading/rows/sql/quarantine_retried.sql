-- grain: one record set aside because its id is taken; says by which line or load
update quarantine
set
    reason = case
        when holders.upload_id = $upload_id then quarantine.reason || ' (line ' || holders.line || ')'
        else
            quarantine."column" || ' is already in the store (upload ' || holders.upload_id || ', line '
            || holders.line || ')'
    end
from holders
where quarantine.upload_id = $upload_id
    and quarantine.value = holders.value
    and quarantine.reason = 'same ' || quarantine."column" || ' as an earlier line'
