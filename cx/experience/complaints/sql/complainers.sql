-- grain: a customer with a chosen complaint, by the latest; first who ordered least beside those matched with them
with wanted as (
    select
        *,
        count(*) over (partition by customer_id) as complaints,
        row_number() over (partition by customer_id order by day desc, case_id) as place
    from query_table($chosen) as chosen
    where ($outcome is null or outcome = $outcome)
        and (
            not $is_of_group
            or cast(struct_extract(chosen, $by) as varchar) is not distinct from cast($group as varchar)
        )
)
select
    wanted.customer_id, customers.name, placed.tier, coalesce(customers.region, '') as region, wanted.topic,
    wanted.channel, wanted.day as opened_on, wanted.outcome, wanted.orders, wanted.expected, placed.contribution,
    wanted.complaints,
    count(*) over () as customers,
    cast(sum(wanted.complaints) over () as bigint) as complaints_of_all
from wanted
left join known_customers as customers on customers.customer_id = wanted.customer_id
left join query_table($placed) as placed on placed.customer_id = wanted.customer_id
where
    wanted.place = 1
    and ($region is null or customers.region = $region)
    and (
        $segment is null
        or wanted.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
order by wanted.expected - wanted.orders desc nulls last, placed.contribution desc nulls last, wanted.customer_id
limit $limit
