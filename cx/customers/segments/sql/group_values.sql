-- grain: one customer of the group with every measure; read only for groups small enough to resample
select measured.* exclude (customer_id)
from query($measured) as measured
semi join query_table($group) as chosen on chosen.customer_id = measured.customer_id
order by measured.customer_id
