-- grain: one customer whose latest answer to a survey's measure lies between two limits, ends included
with latest as (
    select customer_id, arg_max(score, (answered_at, upload_id, line)) as score
    from surveys
    where measure = $name and measure <> 'employee' and customer_id is not null
        and answered_at < cast($as_of as date) + 1
    group by customer_id
)
select customer_id
from latest
where cast(score as double) between $low and $high
