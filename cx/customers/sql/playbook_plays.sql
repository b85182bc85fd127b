-- grain: a play that a customer has
select
    play,
    count(*) as customers,
    sum(profit) as profit,
    sum(contribution) as contribution,
    sum(cost_to_serve) as cost_to_serve,
    sum(to_keep) as to_keep,
    sum(to_gain) as to_gain
from query_table($played)
group by play
