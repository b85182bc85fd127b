-- grain: a subject and side (of the group or of the others), with the mean importance
select
    judged.subject,
    sides.is_member,
    avg(judged.importance) as mean,
    coalesce(stddev_samp(judged.importance), 0) as spread,
    count(*) as n
from query_table($judged) as judged
inner join query_table($sides) as sides on sides.customer_id = judged.customer_id
where judged.importance is not null
group by judged.subject, sides.is_member
