-- grain: one table into which a load that stands put or set aside rows
select
    kind,
    count(*) as loads,
    cast(sum(rows_read) as bigint) as rows_read,
    cast(sum(rows_loaded) as bigint) as rows_used,
    cast(sum(rows_quarantined) as bigint) as rows_aside,
    sum(rows_loaded) / cast(nullif(sum(rows_read), 0) as double) as share_used
from uploads
where undone_at is null
group by kind
order by rows_read desc, kind
