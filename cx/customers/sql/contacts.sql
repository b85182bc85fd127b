-- grain: a customer with an e-mail address or a phone number among the uploaded attributes
select customer_id, email, phone
from (
    select
        customer_id,
        json_extract_string(attributes, $email) as email,
        json_extract_string(attributes, $phone) as phone
    from customers
    where attributes is not null
) as written
where email is not null or phone is not null
