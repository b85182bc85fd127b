-- grain: a customer with a complaint of the last $days days that is open or was closed without help, the oldest of them
with known as (
    select
        ticket_id, customer_id, topic, channel, opened_at, satisfied,
        answered_at < cast($until as date) + 1 as is_answered,
        resolved_at < cast($until as date) + 1 as is_resolved,
        reopened_at > resolved_at and reopened_at < cast($until as date) + 1 as is_reopened
    from tickets
    where
        lower(kind) = 'complaint'
        and customer_id is not null
        and opened_at >= cast($until as date) - cast($days as integer) + 1
        and opened_at < cast($until as date) + 1
)
select
    customer_id, ticket_id, topic, channel, opened_at,
    case
        when coalesce(is_resolved, false) and not coalesce(is_reopened, false) then 'closed, not satisfied'
        when coalesce(is_reopened, false) then 'reopened'
        when is_answered then 'answered'
        else 'never answered'
    end as state,
    count(*) over (partition by customer_id) as complaints
from known
where not coalesce(is_resolved, false) or coalesce(is_reopened, false) or not satisfied
qualify row_number() over (partition by customer_id order by opened_at, ticket_id) = 1
