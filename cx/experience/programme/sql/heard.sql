-- grain: a month: the customers who answered any survey in it, and their scores of ease and satisfaction
-- A vote is a person's latest answer in the month, for satisfaction that on each touchpoint.
with given as (
    select datetrunc('month', cast(answered_at as date)) as month, *
    from surveys
    where customer_id is not null
        and measure <> 'employee'
        and answered_at >= cast($since as date) and answered_at < cast($until as date) + 1
        and ($everybody or customer_id in (select customer_id from query_table($persons)))
),
votes as (
    select month, measure, arg_max(cast(score as double), (answered_at, upload_id, line)) as score
    from given
    where measure in ('csat', 'ces')
    group by month, measure, customer_id, case when measure = 'csat' then subject end
),
scores as (
    select
        month,
        avg(score) filter (measure = 'ces') as ease,
        stddev_samp(score) filter (measure = 'ces') as ease_spread,
        count(*) filter (measure = 'ces') as ease_n,
        avg(score) filter (measure = 'csat') as satisfaction,
        stddev_samp(score) filter (measure = 'csat') as satisfaction_spread,
        count(*) filter (measure = 'csat') as satisfaction_n
    from votes
    group by month
)
select heard.month, heard.heard, scores.* exclude (month)
from (select month, count(distinct customer_id) as heard from given group by month) as heard
left join scores on scores.month = heard.month
order by heard.month
