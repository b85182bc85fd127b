-- grain: a company and an attribute, with the mean of its scores
select
    answers.company,
    answers.attribute,
    avg(answers.score) as score,
    coalesce(stddev_samp(answers.score), 0) as spread,
    count(*) as n,
    any_value(importance.importance) as importance
from query_table($answers) as answers
inner join query_table($importance) as importance on importance.attribute = answers.attribute
group by answers.company, answers.attribute
order by importance desc nulls last, answers.attribute, answers.company
