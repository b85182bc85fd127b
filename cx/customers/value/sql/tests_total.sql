-- grain: all customers of one back-test: expected, came, and the plain rule
select
    count(*) as customers,
    coalesce(sum(expected), 0) as expected,
    coalesce(sum(actual), 0) as actual,
    coalesce(sum(plain), 0) as plain,
    coalesce(sum(expected_purchases), 0) as expected_purchases,
    cast(coalesce(sum(purchases), 0) as double) as purchases
from query_table($tested)
