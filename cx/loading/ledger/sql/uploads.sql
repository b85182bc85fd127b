-- grain: one load, newest first
select
    upload_id, kind, name, loaded_at, lines, rows_read, rows_loaded, rows_quarantined, bytes, sha256, notes, undone_at
from uploads
order by upload_id desc
