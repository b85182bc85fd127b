-- grain: one reason for which rows of one load wait in quarantine
select
    quarantine.upload_id,
    uploads.name,
    uploads.kind,
    split_part(quarantine.reason, ' (', 1) as reason,
    count(*) as "rows",
    min(quarantine.line) as first_line,
    arg_min(quarantine.value, quarantine.line) as first_value
from quarantine
inner join uploads using (upload_id)
group by quarantine.upload_id, uploads.name, uploads.kind, split_part(quarantine.reason, ' (', 1)
order by "rows" desc, quarantine.upload_id, reason
