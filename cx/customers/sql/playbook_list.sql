-- grain: one listed customer, most money at stake first
-- Who has an open complaint is in the list of $answer_first alone.
with steps as (
    select *, if(complaint_on is null, play, $answer_first) as step
    from query_table($played)
)
select
    * exclude (step),
    count(*) over () as customers,
    sum(to_keep) over () as to_keep_of_all,
    sum(to_gain) over () as to_gain_of_all
from steps
where list_contains($plays, step)
order by to_keep + to_gain desc, customer_id
limit $limit
