-- grain: one row: who ordered in the year before, who of them in this one again, who in this one and what they left
with buyers as (
    select
        customer_id,
        max(case when day < cast($since as date) then 1 else 0 end) as is_before,
        max(case when day >= cast($since as date) then 1 else 0 end) as is_now
    from purchase_days
    where purchases > 0 and day >= cast($before as date) and day <= cast($until as date)
    group by customer_id
),
earned as (
    select count(*) as customers, coalesce(sum(contribution), 0) as contribution
    from query_table($money)
    where who = 'customer' and purchases > 0
),
counted as (
    select
        count(case when is_before = 1 then 1 end) as before,
        count(case when is_before = 1 and is_now = 1 then 1 end) as again
    from buyers
)
select counted.before, counted.again, earned.customers, earned.contribution
from counted
cross join earned
