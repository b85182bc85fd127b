-- grain: a customer who ordered often and is silent for longer than usual, most at risk first, with sums of the list
-- Who has an open complaint is left out: it is answered first.
select
    *,
    count(*) over () as customers,
    sum(at_risk) over () as at_risk_of_all
from query_table($values)
where at_risk > 0 and complaint_on is null
order by at_risk desc, customer_id
limit $limit
