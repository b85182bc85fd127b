-- grain: one shown customer with the value of one attribute, blank where they have none
select
    tier,
    profit,
    nullif(trim(case $attribute
        when 'region' then placed.region
        when 'channel' then placed.channel
        when 'first year' then cast(year(placed.first_on) as varchar)
        when 'saved segment'
            then if(
                    placed.customer_id in (
                        select customer_id from query_table(coalesce($members, 'saved_segment_members'))
                    ),
                    $inside,
                    $outside
                )
        else json_extract_string(customers.attributes, $pointer)
    end), '') as label
from query_table($placed) as placed
left join known_customers as customers on customers.customer_id = placed.customer_id
where ($region is null or placed.region = $region)
    and (
        $segment is null
        or placed.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
    and ($since is null or placed.recency_days <= date_diff('day', cast($since as date), cast($until as date)))
