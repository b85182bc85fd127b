-- grain: the end of a period, a group and a cell of customers: their answers and votes, and how many are active
-- Of each voter's votes and good votes the squares and products are summed, as the votes of a person go together.
with voters as (
    select
        last, label, cell, voter,
        count(*) as answers,
        sum(vote) as answers_sum,
        min(score) as lowest,
        max(score) as highest,
        count(case when is_vote then 1 end) as votes,
        count(case when is_vote and vote = 1 then 1 end) as good,
        count(case when is_vote and vote = -1 then 1 end) as bad
    from query_table($answers)
    group by last, label, cell, voter
),
voted as (
    select
        last, label, cell,
        count(*) as people,
        min(lowest) as lowest,
        max(highest) as highest,
        cast(sum(answers) as bigint) as answers,
        cast(sum(answers_sum) as bigint) as answers_sum,
        cast(sum(votes) as bigint) as votes,
        cast(sum(good) as bigint) as good,
        cast(sum(bad) as bigint) as bad,
        cast(sum(votes * votes) as double) as votes_votes,
        cast(sum(votes * good) as double) as votes_good,
        cast(sum(good * good) as double) as good_good
    from voters
    group by last, label, cell
),
labels as (
    select distinct label from voted where $by_subject
),
active as (
    select activity.last, coalesce(labels.label, persons.label) as label, activity.cell, count(*) as active
    from query_table($activity) as activity
    inner join query_table($persons) as persons on persons.customer_id = activity.customer_id
    left join labels on true
    where not $by_subject or labels.label is not null
    group by activity.last, coalesce(labels.label, persons.label), activity.cell
)
select
    coalesce(voted.last, active.last) as last,
    coalesce(voted.label, active.label) as label,
    coalesce(voted.cell, active.cell) as cell,
    coalesce(active, 0) as active,
    voted.* exclude (last, label, cell)
from voted
full outer join active on active.last = voted.last and active.label = voted.label and active.cell = voted.cell
order by last, label, cell
