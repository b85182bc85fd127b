-- grain: one saved segment; customers is blank for a rule, whose members depend on the day
select
    saved_segments.name, as_of, made_at, words,
    case when rule is null then count(customer_id) end as customers,
    rule
from saved_segments
left join saved_segment_members on saved_segment_members.name = saved_segments.name
left join saved_segment_rules on saved_segment_rules.name = saved_segments.name
group by saved_segments.name, as_of, made_at, words, rule
order by saved_segments.name
