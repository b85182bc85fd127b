-- grain: one profitable customer of the sample with their cluster, in the order of a hash, which no row order changes
select
    cluster, tier, profit, value_to_customer,
    cast(recency_days as double) as recency_days,
    cast(purchases as double) as purchases,
    mix_distance,
    profit - profit_before as profit_change
from query_table($placed)
where cluster is not null
order by md5(customer_id), customer_id
limit $rows
