-- grain: one row: the customers of the test, and how many bought one of the $offers offers of each rule, or of chance
-- more, fewer: who bought an offer of the rule and none of what sells most, and the other way around. chance: the mean
-- chance that one of so many products, drawn from those still sold and new to the customer, is one that was bought.
with later as (
    select bought.person, candidates.place
    from query_table($bought) as bought
    inner join query_table($candidates) as candidates on candidates.product = bought.product
    where bought.before = 0
),
had as (
    select bought.person, count(*) as n
    from query_table($before) as bought
    inner join query_table($candidates) as candidates on candidates.product = bought.product
    group by bought.person
),
offered as (
    select person, place, 1 as rule from query_table($sells_most) where nth <= $offers
    union all
    select person, place, 2 as rule from query_table($own_mix) where nth <= $offers
    union all
    select person, place, 3 as rule from query_table($together) where nth <= $offers
),
hits as (
    select
        offered.person,
        bool_or(offered.rule = 1) as sells_most,
        bool_or(offered.rule = 2) as own_mix,
        bool_or(offered.rule = 3) as together
    from offered
    inner join later on later.person = offered.person and later.place = offered.place
    group by offered.person
),
drawn as (
    select
        testers.person,
        testers.tried,
        (select count(*) from query_table($candidates)) - coalesce(had.n, 0) as fresh
    from query_table($testers) as testers
    left join had on had.person = testers.person
),
chances as (
    select
        person,
        1 - greatest(fresh - tried, 0) / greatest(fresh, 1)
        * case when $offers < 2 then 1 else greatest(fresh - tried - 1, 0) / greatest(fresh - 1, 1) end
        * case when $offers < 3 then 1 else greatest(fresh - tried - 2, 0) / greatest(fresh - 2, 1) end as chance
    from drawn
)
select
    count(*) as n,
    count(*) filter (where hits.sells_most) as sells_most,
    count(*) filter (where hits.own_mix) as own_mix,
    count(*) filter (where hits.together) as together,
    count(*) filter (where hits.own_mix and not hits.sells_most) as own_mix_more,
    count(*) filter (where hits.sells_most and not hits.own_mix) as own_mix_fewer,
    count(*) filter (where hits.together and not hits.sells_most) as together_more,
    count(*) filter (where hits.sells_most and not hits.together) as together_fewer,
    avg(chances.chance) as chance
from chances
left join hits on hits.person = chances.person
