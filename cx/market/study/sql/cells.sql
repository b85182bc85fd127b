-- grain: a subject, with the people of each pair of answers: is it very important, are they very satisfied
select
    subject,
    count(*) filter (where importance >= $top and perception >= $top) as content,
    count(*) filter (where importance >= $top and perception < $top) as important,
    count(*) filter (where importance < $top and perception >= $top) as satisfied,
    count(*) filter (where importance < $top and perception < $top) as neither
from query_table($judged)
where
    importance is not null
    and perception is not null
    and ($is_of_all or customer_id in (select customer_id from query_table($members)))
group by subject
order by subject
