-- grain: one customer of the window: one measure, for limits of one's own
select cast(struct_extract(placed, $measure) as double) as value
from query_table($placed) as placed
