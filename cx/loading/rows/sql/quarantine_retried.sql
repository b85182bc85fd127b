-- grain: one record set aside because its id is taken; says by which line or load
update quarantine
set
    code = if(holders.upload_id = $upload_id, 'same_id', 'id_in_store'),
    detail = if(holders.upload_id = $upload_id, '', holders.upload_id || ' ') || holders.line
from holders
where quarantine.upload_id = $upload_id
    and quarantine.value = holders.value
    and quarantine.code = 'same_id'
    and quarantine.detail is null
