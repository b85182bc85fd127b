-- grain: one row: how many of the group do what is counted
select
    count(*) as n,
    count(case when purchases >= 2 then 1 end) as bought_again,
    count(case when tickets > 0 then 1 end) as asked_for_help,
    count(case when returned > 0 then 1 end) as returned_something,
    count(case when profit >= 0 then 1 end) as covers_all_cost
from query_table($placed) as placed
semi join query_table($group) as chosen on chosen.customer_id = placed.customer_id
