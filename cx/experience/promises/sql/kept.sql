-- grain: a kind of promise: how many were made, fell due and were kept from $since on, and how many are not due yet
select
    kind,
    count(case when made_on >= cast($since as date) then 1 end) as made,
    count(case when is_due then 1 end) as due,
    count(case when is_due and state = 'kept' then 1 end) as kept,
    count(case when is_due and state <> 'kept' then 1 end) as late,
    count(case when state = 'overdue' then 1 end) as overdue,
    count(case when state = 'open' then 1 end) as open
from (
    select
        *, judged_on >= cast($since as date) and state in ('kept', 'late', 'broken', 'overdue') as is_due
    from query_table($states)
) as promises
where
    ($region is null or region = $region)
    and (
        $segment is null
        or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
group by kind
having made + due + open + overdue > 0
order by due desc, made desc, kind
