-- grain: a person who got to the place $from_place and not to $to_place
select distinct persons.person_id as customer_id
from query_table($lives) as lives
inner join query_table($persons) as persons on persons.person = lives.person
inner join query_table($reached) as reached on reached.entry = lives.entry and reached.place = $from_place
where
    lives.is_closed
    and lives.entry not in (select entry from query_table($reached) where place = $to_place)
