-- grain: one further column of the customers table
with names as (
    select unnest(json_keys(attributes)) as name
    from known_customers
    where attributes is not null
)
select name
from names
group by name
order by name
