-- grain: a customer with their offers side by side, with what each rests on
with sold as (
    select candidates.place, products.product_id, products.name, nullif(products.category, '') as category
    from query_table($candidates) as candidates
    inner join query_table($products) as products on products.product = candidates.product
),
places as (
    select
        person,
        max(purchases) as purchases,
        max(case when nth = 1 then place end) as place_1,
        max(case when nth = 1 then of_category end) as of_category_1,
        max(case when nth = 1 then with_place end) as with_1,
        max(case when nth = 2 then place end) as place_2,
        max(case when nth = 2 then of_category end) as of_category_2,
        max(case when nth = 2 then with_place end) as with_2,
        max(case when nth = 3 then place end) as place_3,
        max(case when nth = 3 then of_category end) as of_category_3,
        max(case when nth = 3 then with_place end) as with_3
    from query_table($offered)
    where nth <= $offers
    group by person
)
select
    everyone.customer_id,
    places.purchases,
    first.product_id,
    first.name as product,
    first.category,
    places.of_category_1 as of_category,
    first_with.name as with_product,
    second.product_id as product_id_2,
    second.name as product_2,
    second.category as category_2,
    places.of_category_2,
    second_with.name as with_product_2,
    third.product_id as product_id_3,
    third.name as product_3,
    third.category as category_3,
    places.of_category_3,
    third_with.name as with_product_3
from places
inner join query_table($everyone) as everyone on everyone.person = places.person
inner join sold as first on first.place = places.place_1
left join sold as first_with on first_with.place = places.with_1
left join sold as second on second.place = places.place_2
left join sold as second_with on second_with.place = places.with_2
left join sold as third on third.place = places.place_3
left join sold as third_with on third_with.place = places.with_3
