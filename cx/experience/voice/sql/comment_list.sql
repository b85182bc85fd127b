-- grain: a customer with a comment of one of $moods, on one of $subjects, by their latest such comment; latest first
-- Empty lists leave nothing out. Of topics, the comments are wanted whose file and line are among $places. Every row
-- carries how many customers and comments there are in all.
with wanted as (
    select *
    from query_table($said)
    where customer_id is not null
        and ($of_all_topics or (upload_id || '-' || line) in (select unnest(cast($places as varchar[]))))
        and (len(cast($moods as varchar[])) = 0 or list_contains(cast($moods as varchar[]), mood))
        and (len(cast($subjects as varchar[])) = 0 or list_contains(cast($subjects as varchar[]), subject))
),
latest as (
    select
        *,
        count(*) over (partition by customer_id) as comments,
        row_number() over (
            partition by customer_id order by answered_at desc, upload_id desc, line desc
        ) as place
    from wanted
)
select
    latest.customer_id,
    customers.name,
    placed.tier,
    latest.measure,
    latest.score,
    latest.comment,
    latest.subject,
    cast(latest.answered_at as date) as answered_on,
    placed.contribution,
    latest.comments,
    count(*) over () as customers,
    cast(sum(latest.comments) over () as bigint) as comments_of_all
from latest
left join known_customers as customers on customers.customer_id = latest.customer_id
left join query_table($placed) as placed on placed.customer_id = latest.customer_id
where latest.place = 1
order by latest.answered_at desc, latest.customer_id
limit $limit
