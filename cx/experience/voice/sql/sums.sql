-- grain: a voter with a vote in the periods that are given; sums of their votes by weight, time in years and vote
with weighing as (
    select
        unnest(cast($lasts as date[])) as last,
        unnest(cast($cells as integer[])) as cell,
        unnest(cast($weights as double[])) as weight
),
timed as (
    select last, cell, weight, date_diff('day', cast($middle as date), last) / 365.25 as years
    from weighing
)
select
    voter,
    count(*) as votes,
    sum(weight) as w,
    sum(weight * years) as wt,
    sum(weight * years * years) as wtt,
    sum(weight * vote) as wy,
    sum(weight * years * vote) as wty
from query_table($answers) as answers
inner join timed on timed.last = answers.last and timed.cell = answers.cell
where is_vote
group by voter
