-- grain: one row, over all loads that stand
select
    count(*) as loads,
    coalesce(sum(rows_read), 0)::bigint as rows_read,
    coalesce(sum(rows_loaded), 0)::bigint as rows_used,
    coalesce(sum(rows_quarantined), 0)::bigint as rows_aside,
    max(loaded_at) as last_at
from uploads
where undone_at is null
