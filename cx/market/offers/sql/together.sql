-- grain: a customer and one of the three candidates not bought yet of the highest score, nth from 1 on
-- score: the sum of its similarities to the candidates that the customer bought; with_place: the most similar of them.
-- Where it is 0 what sells most comes next. What was bought gets a score far below 0.
with owned as (
    select bought.person, candidates.place
    from query_table($bought) as bought
    inner join query_table($candidates) as candidates on candidates.product = bought.product
),
parts as (
    select owned.person, near.other as place, near.similarity
    from owned
    inner join query_table($neighbours) as near on near.place = owned.place
    union all
    select person, place, -1e9
    from owned
    union all
    select person, place, 0
    from query_table($popular)
),
scored as (
    select person, place, sum(similarity) as score
    from parts
    group by person, place
    having sum(similarity) >= 0
),
chosen as (
    select *, row_number() over (partition by person order by score desc, place) as nth
    from scored
    qualify nth <= 3
),
reasons as (
    select chosen.person, chosen.place, arg_max(owned.place, near.similarity) as with_place
    from chosen
    inner join query_table($neighbours) as near on near.other = chosen.place
    inner join owned on owned.person = chosen.person and owned.place = near.place
    group by chosen.person, chosen.place
)
select
    chosen.person,
    cast(chosen.nth as integer) as nth,
    chosen.place,
    cast(null as integer) as of_category,
    cast(null as integer) as purchases,
    reasons.with_place
from chosen
left join reasons on reasons.person = chosen.person and reasons.place = chosen.place
