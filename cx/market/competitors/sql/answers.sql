-- grain: a company's score on an attribute by one respondent, their latest; a row that names nobody counts as it is
select company, attribute, score, importance, scored_by, scored_on
from (
    select
        company,
        attribute,
        cast(score as double) as score,
        cast(importance as double) as importance,
        scored_by,
        scored_on,
        row_number() over (
            partition by company, attribute, scored_by order by scored_on desc nulls last, upload_id desc, line desc
        ) as place
    from competitors
    where
        (scored_on is null or scored_on between cast($since as date) and cast($as_of as date))
        and ($source is null or source = $source)
) as ranked
where scored_by is null or place = 1
