-- grain: one row: the customers of the list, and in how many windows of $days days they ordered, summed over $windows
with windows as (
    select
        standing.customer_id,
        (cast($as_of as date) - days.day) // cast($days as integer) as nth
    from query_table($standing) as standing
    inner join purchase_days as days on days.customer_id = standing.customer_id
    where
        standing.state = 'listed'
        and days.purchases > 0
        and days.day <= $as_of
        and days.day > cast($as_of as date) - cast($days * $windows as integer)
    group by standing.customer_id, (cast($as_of as date) - days.day) // cast($days as integer)
)
select
    (select count(*) from query_table($standing) where state = 'listed') as customers,
    count(*) as bought
from windows
