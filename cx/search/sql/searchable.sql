-- grain: a customer or a product, with the words that it is found by
-- Words are in lower case, without accents and punctuation, each between spaces; a customer without a row in customers
-- is known by orders or contacts.
with customer_rows as (
    select
        coalesce(customers.customer_id, people.person_id) as id,
        customers.name,
        coalesce(customers.region, people.region) as region,
        array_to_string(json_extract_string(customers.attributes, '$.*'), ' ') as more
    from known_customers as customers
    full outer join people on people.person_id = customers.customer_id
),
sold as (
    select product_id
    from product_months
    where product_id is not null
    group by product_id
),
product_rows as (
    select coalesce(products.product_id, sold.product_id) as id, products.name, products.category
    from products
    full outer join sold on sold.product_id = products.product_id
),
everything as (
    select 'customer' as kind, id, coalesce(name, id) as name, concat_ws(' · ', '#' || id, region) as detail, more
    from customer_rows
    union all
    select 'product', id, coalesce(name, id), concat_ws(' · ', '#' || id, category), category
    from product_rows
),
keyed as (
    select
        kind, id, name, detail,
        trim(regexp_replace(strip_accents(lower(name)), '[^\p{L}\p{N}]+', ' ', 'g')) as name_key,
        trim(regexp_replace(strip_accents(lower(id)), '[^\p{L}\p{N}]+', ' ', 'g')) as id_key,
        trim(regexp_replace(strip_accents(lower(coalesce(more, ''))), '[^\p{L}\p{N}]+', ' ', 'g')) as more_key
    from everything
)
select kind, id, name, detail, name_key, id_key, concat(' ', name_key, ' ', id_key, ' ', more_key, ' ') as words
from keyed
