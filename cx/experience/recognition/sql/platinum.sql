-- grain: as the occasions, with a row more for each customer who is Platinum and was not on the day before $since
-- Both by the same model; a borderline case is none. Since the last order, where that lies in those days.
select * from query_table($occasions)
union all
select
    now.customer_id,
    'platinum' as reason,
    case
        when cast($until as date) - cast($since as date) >= now.recency_days
            then cast($until as date) - cast(now.recency_days as integer)
        else cast($until as date)
    end as since,
    null as amount
from query_table($placed) as now
left join query_table($placed_before) as earlier on earlier.customer_id = now.customer_id
where
    now.tier = 'Platinum'
    and earlier.tier is distinct from 'Platinum'
    and coalesce(now.doubt, 0) < $borderline
