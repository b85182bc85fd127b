-- grain: a channel of the first touch, a tier and a stage of the lifecycle, of the order lines from $since to $until
-- $products and $stages are lists, one entry a product.
with staged as (
    select
        unnest($products) as product_id,
        unnest($stages) as stage
)
select
    placed.channel,
    case when orders.customer_id is null then 'Guests' else placed.tier end as tier,
    case
        when orders.product_id is null then $no_product
        else coalesce(staged.stage, $no_stage)
    end as stage,
    count(distinct orders.customer_id) as customers,
    cast(sum(orders.revenue) as double) as revenue,
    sum(cast(orders.revenue as double) - coalesce(orders.cost, (1 - $gross_margin) * orders.revenue)) as gross_profit
from orders
left join staged on orders.product_id = staged.product_id
left join query_table($placed) as placed on placed.customer_id = orders.customer_id
where orders.ordered_at >= cast($since as date) and orders.ordered_at < cast($until as date) + 1
    and ($region is null or placed.region = $region)
    and (
        $segment is null
        or orders.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
group by 1, 2, 3
order by 1, 2, 3
