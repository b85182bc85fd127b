-- grain: a touchpoint with a vote, by its place; at_stake: contribution of who is not satisfied, losses as 0
select
    votes.place,
    count(*) as n,
    count(case when votes.score >= $good then 1 end) as satisfied,
    count(case when votes.score < $good then 1 end) as not_satisfied,
    count(case when votes.score < $good then placed.contribution end) as valued,
    sum(case when votes.score < $good then greatest(placed.contribution, 0) end) as at_stake
from query_table($votes) as votes
left join query_table($placed) as placed on placed.customer_id = votes.customer_id
group by votes.place
