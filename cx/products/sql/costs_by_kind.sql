-- grain: a month and a kind of cost of one product, up to $last
select
    cast(date_trunc('month', month) as date) as month,
    kind,
    sum(cast(amount as double)) as amount
from costs
where product_id = $product_id and month <= cast($last as date)
group by cast(date_trunc('month', month) as date), kind
order by month, kind
