-- grain: one row: customers with an order in the 12 months whose last NPS answer of them is 6 or less: how many without
-- an open complaint, what these contribute, and how many have an open complaint
with answered as (
    select customer_id, score
    from surveys
    where
        measure = 'nps'
        and customer_id is not null
        and answered_at >= cast($since as date) and answered_at < cast($until as date) + 1
    qualify row_number() over (partition by customer_id order by answered_at desc, upload_id desc, line desc) = 1
),
unhappy as (
    select placed.customer_id, placed.contribution, complaints.customer_id is not null as is_complaining
    from answered
    inner join query_table($placed) as placed on placed.customer_id = answered.customer_id
    left join query_table($complaints) as complaints on complaints.customer_id = answered.customer_id
    where
        answered.score <= 6
        and ($region is null or placed.region = $region)
        and (
            $segment is null
            or placed.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
)
select
    count(*) filter (where not is_complaining) as customers,
    coalesce(sum(greatest(contribution, 0)) filter (where not is_complaining), 0) as contribution,
    count(*) filter (where is_complaining) as complaining
from unhappy
