-- grain: a customer and one of the three candidates not bought yet of the highest score, nth from 1 on
-- score: (purchases in the category + 2 share of the category) / (purchases + 2) times the share inside the category,
-- here times (purchases + 2), which orders alike. Where a category was not bought it is 2 shares of the product. So the
-- best three lie among the first three of the three categories bought whose first scores highest, and the three that
-- sell most overall (sells_most).
with first_free as (
    select *, (owned + 1) & ~owned as bit_1
    from query_table($mixes)
    where category_number is not null
),
best_categories as (
    select first_free.*
    from first_free
    inner join query_table($candidates) as candidates
        on candidates.category_number = first_free.category_number
        and candidates.category_place = bit_count(first_free.bit_1 - 1) + 1
    qualify
        row_number() over (
            partition by first_free.person
            order by first_free.purchases * candidates.inside + 2 * candidates.share desc, candidates.place
        ) <= 3
),
second_free as (
    select *, ((owned | bit_1) + 1) & ~(owned | bit_1) as bit_2
    from best_categories
),
third_free as (
    select *, ((owned | bit_1 | bit_2) + 1) & ~(owned | bit_1 | bit_2) as bit_3
    from second_free
),
free as (
    select
        third_free.person,
        third_free.category_number,
        third_free.purchases as of_category,
        bit_count(case nth.nth when 1 then bit_1 when 2 then bit_2 else bit_3 end - 1) + 1 as category_place
    from third_free
    cross join (values (1), (2), (3)) as nth (nth)
),
scored as (
    select
        free.person,
        candidates.place,
        free.of_category,
        free.of_category * candidates.inside + 2 * candidates.share as score
    from free
    inner join query_table($candidates) as candidates
        on candidates.category_number = free.category_number and candidates.category_place = free.category_place
    union all
    select popular.person, popular.place, 0, 2 * candidates.share
    from query_table($popular) as popular
    inner join query_table($candidates) as candidates on candidates.place = popular.place
    left join best_categories
        on best_categories.person = popular.person and best_categories.category_number = candidates.category_number
    where best_categories.person is null
),
chosen as (
    select *, row_number() over (partition by person order by score desc, place) as nth
    from scored
    qualify nth <= 3
),
counted as (
    select person, max(purchases) as purchases
    from query_table($popular)
    group by person
)
select
    chosen.person,
    cast(chosen.nth as integer) as nth,
    chosen.place,
    chosen.of_category,
    counted.purchases,
    cast(null as integer) as with_place
from chosen
inner join counted on counted.person = chosen.person
