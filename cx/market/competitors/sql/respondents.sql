-- grain: one row; who scored how many companies, when
select
    count(distinct scored_by) + count(*) filter (where scored_by is null and is_several) as respondents,
    count(distinct company) as companies,
    count(distinct attribute) as attributes,
    count(*) as scores,
    min(scored_on) as first_on,
    max(scored_on) as last_on,
    coalesce(max(times), 0) as most
from (
    select
        *,
        count(*) over (partition by company, attribute) as times,
        count(*) over (partition by company, attribute) > 1 as is_several
    from query_table($answers)
) as counted
