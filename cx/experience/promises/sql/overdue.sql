-- grain: one row: promises that are overdue to who has no open complaint: how many, to how many known customers, what
-- these contribute; aside: customers whose promise is overdue and who have an open complaint
with overdue as (
    select states.customer_id, complaints.customer_id is not null as is_complaining, count(*) as promises
    from query_table($states) as states
    left join query_table($complaints) as complaints on complaints.customer_id = states.customer_id
    where
        states.state = 'overdue'
        and ($region is null or states.region = $region)
        and (
            $segment is null
            or states.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
    group by states.customer_id, complaints.customer_id
)
select
    cast(coalesce(sum(case when not overdue.is_complaining then overdue.promises end), 0) as bigint) as promises,
    count(case when not overdue.is_complaining then overdue.customer_id end) as customers,
    coalesce(sum(case when not overdue.is_complaining then greatest(placed.contribution, 0) end), 0) as contribution,
    count(case when overdue.is_complaining then 1 end) as aside
from overdue
left join query_table($placed) as placed on placed.customer_id = overdue.customer_id
