-- grain: one saved segment
select saved_segments.name, as_of, made_at, words, count(customer_id) as customers
from saved_segments
left join saved_segment_members on saved_segment_members.name = saved_segments.name
group by saved_segments.name, as_of, made_at, words
order by saved_segments.name
