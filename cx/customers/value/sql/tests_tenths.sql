-- grain: a tenth of the customers by what was expected of them, the least first
with ranked as (
    select *, ntile(10) over (order by expected, customer_id) as tenth
    from query_table($tested)
)
select
    tenth,
    count(*) as customers,
    avg(expected) as expected,
    avg(actual) as actual,
    avg(plain) as plain
from ranked
group by tenth
order by tenth
