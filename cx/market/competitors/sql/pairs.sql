-- grain: an attribute and a rival, by the respondents who scored it and us
select
    own.attribute,
    rival.company,
    avg(own.score) as ours,
    avg(rival.score) as theirs,
    coalesce(stddev_samp(own.score - rival.score), 0) as spread,
    count(*) as n
from query_table($answers) as own
inner join query_table($answers) as rival
    on rival.attribute = own.attribute and rival.scored_by = own.scored_by and rival.company <> own.company
where own.company = $ours
group by own.attribute, rival.company
