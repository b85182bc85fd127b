-- grain: a company that competitors' scores name, with the state of its name as it was last noted
select
    company,
    arg_max(name_status, (coalesce(scored_on, date '0001-01-01'), upload_id, line)) as name_status
from competitors
group by company
order by company
