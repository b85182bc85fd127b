-- grain: a complaint of a known customer, opened from $since to $until; where $is_due 30 days before $as_of or earlier
select *, cast(null as double) as orders, cast(null as double) as expected
from query_table($complaints)
where
    customer_id is not null
    and day <= cast($until as date)
    and ($since is null or day >= cast($since as date))
    and (not $is_due or day + 30 <= cast($as_of as date))
