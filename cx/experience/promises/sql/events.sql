-- grain: a promise of $kind as an event: on the day it was claimed, or else due; its outcome is known once it is judged
-- is_first: none of the kind in the 365 days before; of several on a day the first by id
with dated as (
    select
        promise_id,
        customer_id,
        touchpoint,
        is_kept,
        case when kind = 'guarantee' or due_on is null then asked_on else due_on end as day
    from known_promises
    where kind = $kind and judged_on is not null
),
followed as (
    select *, lag(day) over (partition by customer_id order by day, promise_id) as day_before
    from dated
)
select
    promise_id as case_id, customer_id, day, case when is_kept then 'kept' else 'broken' end as outcome, touchpoint,
    customer_id is not null and (day_before is null or day - day_before > 365) as is_first
from followed
