-- grain: one customer of one saved segment
select customer_id
from saved_segment_members
where name = $segment
order by customer_id
