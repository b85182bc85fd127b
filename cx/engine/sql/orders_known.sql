-- grain: one row: purchases and returns from $since (blank: from the start) to $as_of, by whether the customer is known
select
    count(distinct case when revenue >= 0 then order_id end) as orders,
    count(distinct case when revenue >= 0 and customer_id is null then order_id end) as guest_orders,
    count(distinct case when revenue >= 0 then customer_id end) as customers,
    count(case when revenue < 0 then 1 end) as returns
from orders
where ordered_at < cast($as_of as date) + 1 and ($since is null or ordered_at >= cast($since as date))
