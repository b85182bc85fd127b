-- grain: an answer with a comment from $since to $until, by whom the filters leave; of nobody only where $is_of_all
-- mood: by the score that was given with it, never guessed from the words.
select
    surveys.customer_id,
    surveys.answered_at,
    surveys.measure,
    surveys.subject,
    cast(surveys.score as double) as score,
    case
        when surveys.measure = 'nps' and surveys.score >= 9 then 'promoter'
        when surveys.measure = 'nps' and surveys.score <= 6 then 'detractor'
        when surveys.measure = 'nps' then 'passive'
        when (surveys.measure = 'csat' and surveys.score >= 4) or surveys.score >= 5 then 'satisfied'
        else 'not satisfied'
    end as mood,
    trim(surveys.comment) as comment,
    surveys.upload_id,
    surveys.line
from surveys
left join query_table($persons) as persons on persons.customer_id = surveys.customer_id
where list_contains($measures, surveys.measure)
    and trim(surveys.comment) <> ''
    and surveys.answered_at >= cast($since as date) and surveys.answered_at < cast($until as date) + 1
    and (persons.customer_id is not null or ($is_of_all and surveys.customer_id is null))
