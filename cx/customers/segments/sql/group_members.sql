-- grain: one customer of the group
select customer_id
from query_table($placed) as placed
where
    case $kind
        when 'everybody' then true
        when 'others' then customer_id not in (select customer_id from query_table($but))
        when 'tier' then tier = $name
        when 'region' then region = $name
        when 'channel' then channel = $name
        when 'segment' then customer_id in (select customer_id from query_table($members))
        else false
    end
