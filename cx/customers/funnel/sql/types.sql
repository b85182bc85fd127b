-- grain: a person with the customer type of theirs; who is not here has none
select persons.person, types.kind as label
from query_table($placed) as types
inner join query_table($persons) as persons on persons.person_id = types.customer_id
