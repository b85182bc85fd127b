-- grain: one customer with one of the wanted values of a column; a blank value is ''
select buyers.customer_id
from query_table($buyers) as buyers
left join query_table($source) as source on source.customer_id = buyers.customer_id
where list_contains(cast($wanted as varchar[]), coalesce(struct_extract(source, $measure), ''))
