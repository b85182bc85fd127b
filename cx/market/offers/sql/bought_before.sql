-- grain: a customer of $testers and a product bought by the cut
select person, product, before as purchases
from query_table($bought)
where before > 0 and person in (select person from query_table($testers))
