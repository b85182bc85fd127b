-- grain: a listed customer, most value first; every row carries the sums of the list
select
    *,
    count(*) over () as customers,
    sum(value) over () as value_of_all
from query_table($values)
where len($tiers) = 0 or list_contains($tiers, tier)
order by value desc nulls last, customer_id
limit $limit
