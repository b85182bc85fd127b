-- grain: a product and a month from $first to $last, of sales to the customers of a saved segment; columns as product_months
with members as (
    select customer_id
    from saved_segment_members
    where name = $segment
        and (cast($region as varchar) is null or customer_id in (
            select customer_id
            from customers
            where region = $region
        ))
)
select
    coalesce(product_id, $all_sales) as product_id,
    cast(date_trunc('month', ordered_at) as date) as month,
    sum(cast(revenue as double)) as revenue,
    sum(coalesce(cast(cost as double), 0)) as cost,
    sum(case when cost is null then cast(revenue as double) else 0 end) as revenue_without_cost,
    sum(case when revenue < 0 then -abs(coalesce(cast(quantity as double), 0)) else coalesce(cast(quantity as double), 0) end) as units,
    sum(case when revenue >= 0 then 1 else 0 end) as purchases,
    sum(case when revenue < 0 then 1 else 0 end) as returns
from orders
where customer_id in (select customer_id from members)
    and cast(date_trunc('month', ordered_at) as date) between $first and $last
    and (product_id is not null or $whole)
group by 1, 2
order by 1, 2
