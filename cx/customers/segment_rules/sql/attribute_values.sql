-- grain: one value of an uploaded attribute, the most frequent first
with labels as (
    select nullif(trim(json_extract_string(attributes, cast($pointer as varchar))), '') as value
    from known_customers
    where attributes is not null
)
select value
from labels
where value is not null
group by value
order by count(*) desc, value
limit $most
