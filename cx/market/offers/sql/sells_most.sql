-- grain: a customer and one of the three candidates that sell most of those that they did not buy
-- The lowest bit that is not set in a number is (number + 1) & ~number; its place is one more than the bits below it.
with owned as (
    select person, cast(sum(purchases) as integer) as purchases, bit_or(front) as front
    from query_table($mixes)
    group by person
),
first_free as (
    select *, (front + 1) & ~front as bit_1
    from owned
),
second_free as (
    select *, ((front | bit_1) + 1) & ~(front | bit_1) as bit_2
    from first_free
),
third_free as (
    select *, ((front | bit_1 | bit_2) + 1) & ~(front | bit_1 | bit_2) as bit_3
    from second_free
),
free as (
    select
        third_free.person,
        third_free.purchases,
        nth.nth,
        bit_count(case nth.nth when 1 then bit_1 when 2 then bit_2 else bit_3 end - 1) + 1 as place
    from third_free
    cross join (values (1), (2), (3)) as nth (nth)
)
select
    free.person,
    cast(free.nth as integer) as nth,
    candidates.place,
    cast(null as integer) as of_category,
    free.purchases,
    cast(null as integer) as with_place
from free
inner join query_table($candidates) as candidates on candidates.place = free.place
where free.place <= $front
