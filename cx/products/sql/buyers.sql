-- grain: a stage and a tier of customers, of the order lines bought while the product was in the stage
-- $products, $stages, $since and $until are lists: one entry a run of a stage; $until is the first day after it.
-- Squares are of what each customer bought in the stage, of guests of each order: the spread behind a share of revenue.
with runs as (
    select
        unnest($products) as product_id,
        unnest($stages) as stage,
        unnest($since) as since,
        unnest($until) as until
),
bought as (
    select
        runs.stage,
        case
            when orders.customer_id is null then 'Guests'
            else coalesce(placed.tier, 'No tier')
        end as tier,
        orders.customer_id,
        case when orders.customer_id is null then orders.order_id end as guest_order,
        sum(cast(orders.revenue as double)) as revenue
    from runs
    inner join orders
        on (orders.product_id = runs.product_id or $whole)
        and orders.ordered_at >= runs.since
        and orders.ordered_at < runs.until
    left join query_table($placed) as placed on placed.customer_id = orders.customer_id
    where ($region is null or orders.customer_id in (select person_id from people where region = $region))
        and (
            $segment is null
            or orders.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
    group by 1, 2, 3, 4
)
select
    stage,
    tier,
    count(customer_id) as customers,
    sum(revenue) as revenue,
    sum(revenue * revenue) as squares
from bought
group by 1, 2
order by 1, 2
