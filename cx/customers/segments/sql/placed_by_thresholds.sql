-- grain: as the customers placed by clusters, with the tier whose band they stand in
with bands as (
    select unnest($bands, recursive := true)
),
inside as (
    select placed.customer_id, arg_min(bands.tier, bands.place) as tier
    from query_table($placed) as placed
    inner join bands
        on cast(struct_extract(placed, $measure) as double) >= bands.low
        and cast(struct_extract(placed, $measure) as double) < bands.high
    group by placed.customer_id
)
select
    placed.* replace (
        coalesce(inside.tier, placed.tier) as tier,
        cast(null as integer) as cluster,
        cast(null as varchar) as next_tier,
        cast(null as double) as doubt
    )
from query_table($placed) as placed
left join inside on inside.customer_id = placed.customer_id
