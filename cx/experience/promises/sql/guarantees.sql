-- grain: one row: guarantees given and claimed from $since on, and the claims that fell due then: answered, honoured
select
    count(case when made_on >= cast($since as date) then 1 end) as given,
    count(case when asked_on >= cast($since as date) then 1 end) as claimed,
    count(case when is_due then 1 end) as due,
    count(case when is_due and (answered_on is not null or state in ('kept', 'late')) then 1 end) as answered,
    count(case when is_due and state = 'kept' then 1 end) as honoured,
    count(case when state = 'open' then 1 end) as open
from (
    select
        *, judged_on >= cast($since as date) and state in ('kept', 'late', 'broken', 'overdue') as is_due
    from query_table($states)
    where kind = 'guarantee'
) as guarantees
where
    ($region is null or region = $region)
    and (
        $segment is null
        or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
