-- grain: a candidate and one of the $neighbours candidates that most often have the same customers
-- similarity: the cosine c / sqrt(n * other n) of how many customers bought both, shrunk by c / (c + $shrink). Counted
-- on customers of $bought in the order of their number, as many as have $most_pairs pairs of products together.
with owned as (
    select bought.person, candidates.place
    from query_table($bought) as bought
    inner join query_table($candidates) as candidates on candidates.product = bought.product
    where bought.before > 0 or not $only_before
),
sizes as (
    select person, count(*) as n
    from owned
    group by person
),
sampled as (
    select person, sum(n * n) over (order by person) as pairs
    from sizes
),
seen as (
    select owned.person, owned.place
    from owned
    inner join sampled on sampled.person = owned.person
    where sampled.pairs <= $most_pairs
),
buyers as (
    select place, count(*) as n
    from seen
    group by place
),
together as (
    select seen.place, others.place as other, count(*) as c
    from seen
    inner join seen as others on others.person = seen.person and others.place <> seen.place
    group by seen.place, others.place
)
select
    together.place,
    together.other,
    together.c / sqrt(buyers.n * others.n) * together.c / (together.c + cast($shrink as double)) as similarity
from together
inner join buyers on buyers.place = together.place
inner join buyers as others on others.place = together.other
qualify row_number() over (partition by together.place order by similarity desc, together.other) <= $neighbours
