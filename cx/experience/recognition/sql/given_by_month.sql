-- grain: a month from $since to $as_of with thanks, or in which somebody was held out
select
    cast(date_trunc('month', thanks.day) as date) as month,
    count(*) filter (where not thanks.is_held_out) as thanked,
    count(*) filter (where thanks.is_held_out) as held_out,
    coalesce(sum(thanks.cost) filter (where not thanks.is_held_out), 0) as cost
from query_table($thanks) as thanks
left join known_customers as customers on customers.customer_id = thanks.customer_id
where
    thanks.day >= cast($since as date) and thanks.day <= cast($as_of as date)
    and ($region is null or customers.region = $region)
    and (
        $segment is null
        or thanks.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
group by all
order by month
