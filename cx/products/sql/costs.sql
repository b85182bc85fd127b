-- grain: a product and a month up to $last; costs that no order line carries
select product_id, cast(date_trunc('month', month) as date) as month, sum(cast(amount as double)) as amount
from costs
where product_id is not null and month <= $last
group by product_id, cast(date_trunc('month', month) as date)
order by product_id, month
