-- grain: a customer and one of the three candidates not bought yet of the highest score, nth from 1 on
-- score: the sum of its similarities to the candidates that the customer bought; with_place: the most similar of them,
-- the better seller of equal ones. Where the score is 0 what sells most comes next; what was bought is far below 0.
with owned as (
    select bought.person, candidates.place
    from query_table($bought) as bought
    inner join query_table($candidates) as candidates on candidates.product = bought.product
),
parts as (
    select owned.person, near.other as place, near.similarity, owned.place as with_place
    from owned
    inner join query_table($neighbours) as near on near.place = owned.place
    union all
    select person, place, -1e9, null
    from owned
    union all
    select person, place, 0, null
    from query_table($popular)
),
scored as (
    select person, place, sum(similarity) as score, arg_max(with_place, similarity - 1e-9 * with_place) as with_place
    from parts
    group by person, place
    having sum(similarity) >= 0
),
chosen as (
    select *, row_number() over (partition by person order by score desc, place) as nth
    from scored
    qualify nth <= 3
)
select
    person,
    cast(nth as integer) as nth,
    place,
    cast(null as integer) as of_category,
    cast(null as integer) as purchases,
    with_place
from chosen
