-- grain: a customer to thank, most contribution first; every row carries totals of the whole list
select
    customer_id, name, tier, reason, since, amount, last_thanked, nps, contribution,
    $thanks_that_fit[list_position($reasons, reason)] as fitting,
    region,
    count(*) over () as customers,
    count(*) filter (where last_thanked is null) over () as never_thanked,
    sum(greatest(contribution, 0)) over () as contribution_of_all
from query_table($candidates)
where state = 'due' and list_contains($reasons, reason)
order by contribution desc nulls last, customer_id
limit $limit
