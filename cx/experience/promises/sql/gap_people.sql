-- grain: a customer who said of the subject what was promised and what was experienced, the largest shortfall first
select
    answers.customer_id, customers.name, placed.tier, answers.promise, answers.expectation, answers.experienced,
    answers.experienced - answers.promise as gap, cast(answers.answered_at as date) as answered_on,
    placed.contribution, customers.region,
    count(*) over () as customers,
    count(case when answers.experienced < answers.promise then 1 end) over () as fell_short,
    sum(greatest(placed.contribution, 0)) over () as contribution_of_all
from query_table($answers) as answers
left join known_customers as customers on customers.customer_id = answers.customer_id
left join query_table($placed) as placed on placed.customer_id = answers.customer_id
where answers.subject = $subject and answers.experienced - answers.promise is not null
order by gap, answers.customer_id
limit $limit
