-- grain: one reason for which rows of one load wait in quarantine
-- Rows whose reason differs only in what is special to one row ($special: its codes) are one group.
with
waiting as (
    select
        upload_id,
        code,
        "column",
        case when not list_contains($special, code) then detail end as detail,
        line,
        value
    from quarantine
)
select
    waiting.upload_id,
    uploads.name,
    uploads.kind,
    waiting.code,
    waiting."column",
    waiting.detail,
    count(*) as rows,
    min(waiting.line) as first_line,
    arg_min(waiting.value, waiting.line) as first_value
from waiting
inner join uploads using (upload_id)
group by waiting.upload_id, uploads.name, uploads.kind, waiting.code, waiting."column", waiting.detail
order by "rows" desc, waiting.upload_id, waiting.code, waiting."column", waiting.detail
