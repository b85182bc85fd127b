-- grain: a customer with an e-mail address or a phone number among the uploaded attributes
-- Of several attributes with an address or a number the first that is filled counts, in the order given.
with found as (
    select
        customer_id,
        list_transform(cast($email as varchar[]), lambda one: json_extract_string(attributes, one)) as emails,
        list_transform(cast($phone as varchar[]), lambda one: json_extract_string(attributes, one)) as phones
    from known_customers
    where attributes is not null
),
firsts as (
    select
        customer_id,
        list_filter(emails, lambda one: trim(one) <> '')[1] as email,
        list_filter(phones, lambda one: trim(one) <> '')[1] as phone
    from found
)
select customer_id, email, phone
from firsts
where email is not null or phone is not null
