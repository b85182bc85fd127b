-- grain: all customers: the sums that credibility is fitted from
select
    count(*) as customers,
    sum(cast(purchases as double)) as purchases,
    sum(cast(purchases as double) * purchases) as purchases_squared,
    sum(contribution) as total,
    sum(contribution * contribution / purchases) as spread,
    sum(squares) as within_sum
from query_table($history)
