-- grain: a product and a month from $first to $last, of sales to the customers of a region and of $segment;
-- columns as product_months
with chosen as (
    select person_id
    from people
    where (cast($region as varchar) is null or region = $region)
        and (
            cast($segment as varchar) is null
            or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
)
select
    coalesce(product_id, $all_sales) as product_id,
    cast(date_trunc('month', ordered_at) as date) as month,
    cast(sum(revenue) as double) as revenue,
    cast(coalesce(sum(cost), 0) as double) as cost,
    cast(coalesce(sum(case when cost is null then revenue end), 0) as double) as revenue_without_cost,
    cast(coalesce(sum(case when revenue < 0 then -abs(quantity) else quantity end), 0) as double) as units,
    count(case when revenue >= 0 then 1 end) as purchases,
    count(case when revenue < 0 then 1 end) as returns
from orders
where customer_id in (select person_id from chosen)
    and ordered_at >= cast($first as date) and ordered_at < cast($last as date) + interval 1 month
    and (product_id is not null or $whole)
group by coalesce(product_id, $all_sales), cast(date_trunc('month', ordered_at) as date)
order by product_id, month
