-- grain: one customer with an open ticket on $as_of ('yes' is wanted), or without one ('no'); a call is no ticket
with opened as (
    select customer_id
    from tickets
    where
        customer_id is not null
        and lower(kind) <> 'call'
        and opened_at < cast($as_of as date) + 1
        and (
            resolved_at is null
            or resolved_at >= cast($as_of as date) + 1
            or (reopened_at >= resolved_at and reopened_at < cast($as_of as date) + 1)
        )
    group by customer_id
)
select buyers.customer_id
from query_table($buyers) as buyers
left join opened on opened.customer_id = buyers.customer_id
where list_contains(cast($wanted as varchar[]), case when opened.customer_id is null then 'no' else 'yes' end)
