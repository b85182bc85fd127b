-- grain: one row; how many voters and votes, and their sums: the normal equations of the vote on time
select
    count(*) as people,
    sum(votes) as votes,
    sum(w) as w,
    sum(wt) as wt,
    sum(wtt) as wtt,
    sum(wy) as wy,
    sum(wty) as wty
from query_table($sums)
