-- grain: a customer who ordered in both windows, of the region and the segment
select purchase_days.customer_id
from purchase_days
left join known_customers on known_customers.customer_id = purchase_days.customer_id
where
    purchase_days.purchases > 0
    and purchase_days.day >= cast($before as date)
    and purchase_days.day <= cast($until as date)
    and ($region is null or known_customers.region = $region)
    and (
        $segment is null
        or purchase_days.customer_id in (
            select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
        )
    )
group by purchase_days.customer_id
having
    min(purchase_days.day) < cast($since as date)
    and max(purchase_days.day) >= cast($since as date)
