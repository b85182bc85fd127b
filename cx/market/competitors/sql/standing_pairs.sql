-- grain: a rival, by the respondents who scored it and us on every attribute that counts
with of_person as (
    select answers.scored_by, answers.company, sum(answers.score * weights.weight) / sum(weights.weight) as weighted
    from query_table($answers) as answers
    inner join query_table($weights) as weights on weights.attribute = answers.attribute
    where answers.scored_by is not null
    group by answers.scored_by, answers.company
    having count(*) = (select count(*) from query_table($weights))
)
select
    rival.company,
    avg(own.weighted - rival.weighted) as gap,
    coalesce(stddev_samp(own.weighted - rival.weighted), 0) as spread,
    count(*) as n
from of_person as own
inner join of_person as rival on rival.scored_by = own.scored_by and rival.company <> own.company
where own.company = $ours
group by rival.company
