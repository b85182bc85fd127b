-- grain: a person with the tier of theirs; who is not here has none
select persons.person, tiers.tier as label
from query_table($placed) as tiers
inner join query_table($persons) as persons on persons.person_id = tiers.customer_id
