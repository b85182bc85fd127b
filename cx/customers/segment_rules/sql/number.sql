-- grain: one customer whose measure lies between two limits, ends included; not known is not between
select customer_id
from query_table($source) as source
where cast(struct_extract(source, $measure) as double) between $low and $high
