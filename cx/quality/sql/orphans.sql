-- grain: one column that points to another table
with
named as (select * from query($named)),
held as (select * from query($held)),
looked_up as (
    select named.kind, named."column", named.parent, named.id, named.rows, held.id is null as is_orphan
    from named
    left join held on held.parent = named.parent and held.id = named.id
    where named.parent in (select parent from held)
)
select
    kind, "column", parent, cast(sum(rows) as bigint) as rows,
    cast(sum(case when is_orphan then rows else 0 end) as bigint) as orphans,
    sum(case when is_orphan then rows else 0 end) / cast(sum(rows) as double) as share,
    count(case when is_orphan then 1 end) as ids, min(case when is_orphan then id end) as first_id
from looked_up
group by kind, "column", parent
order by orphans desc, kind, "column"
