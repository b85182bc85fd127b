-- grain: a channel of first touch; or with is_referred, all who were referred and all others
select
    channel,
    cast(null as boolean) as is_referred,
    count(*) as n,
    avg(contribution) as contribution,
    coalesce(stddev_samp(contribution), 0) as spread
from query_table($first_years)
group by channel
union all
select
    null, is_referred, count(*), avg(contribution), coalesce(stddev_samp(contribution), 0)
from query_table($first_years)
group by is_referred
