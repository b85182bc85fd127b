-- grain: a customer of a tier whom the shared filters leave, with the tier as group
select persons.customer_id, placed.tier as label
from query_table($persons) as persons
inner join query_table($placed) as placed on placed.customer_id = persons.customer_id
