-- grain: one row; the first day on which somebody was held out as their first row
with first_rows as (
    select customer_id, day, is_held_out
    from query_table($thanks)
    where day <= cast($as_of as date)
    qualify row_number() over (partition by customer_id order by day, is_held_out) = 1
)
select min(first_rows.day) as day
from first_rows
left join known_customers as customers on customers.customer_id = first_rows.customer_id
where
    first_rows.is_held_out
    and ($region is null or customers.region = $region)
    and (
        $segment is null
        or first_rows.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
