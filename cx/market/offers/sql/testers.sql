-- grain: a customer who had bought by the cut and later bought a product that was new to them and sold at the cut
-- tried: how many such products.
with later as (
    select bought.person, count(*) as tried
    from query_table($bought) as bought
    inner join query_table($candidates) as candidates on candidates.product = bought.product
    where bought.before = 0
    group by bought.person
)
select everyone.customer_id, later.person, later.tried
from later
inner join query_table($everyone) as everyone on everyone.person = later.person
where later.person in (select person from query_table($bought) where before > 0)
