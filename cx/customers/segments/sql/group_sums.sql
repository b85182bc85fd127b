-- grain: one measure that somebody of the group has
with wide as (
    select measured.* exclude (customer_id)
    from query($measured) as measured
    semi join query_table($group) as chosen on chosen.customer_id = measured.customer_id
),
long as (
    unpivot wide on columns(*) into name measure value amount
)
select measure, count(amount) as n, avg(amount) as mean, stddev_samp(amount) as spread
from long
group by measure
