-- grain: one month of one table that holds a row of it
with
dated as (
    select 'orders' as kind, cast(date_trunc('month', ordered_at) as date) as month
    from orders
    where ordered_at is not null
    union all
    select 'touchpoints' as kind, cast(date_trunc('month', occurred_at) as date) as month
    from touchpoints
    where occurred_at is not null
    union all
    select 'surveys' as kind, cast(date_trunc('month', answered_at) as date) as month
    from surveys
    where answered_at is not null
    union all
    select 'tickets' as kind, cast(date_trunc('month', opened_at) as date) as month
    from tickets
    where opened_at is not null
    union all
    select 'churn_reasons' as kind, cast(date_trunc('month', left_on) as date) as month
    from churn_reasons
    where left_on is not null
    union all
    select 'costs' as kind, cast(date_trunc('month', month) as date) as month
    from costs
    where month is not null
    union all
    select 'customers' as kind, cast(date_trunc('month', joined_on) as date) as month
    from customers
    where joined_on is not null
)
select kind, month, count(*) as rows
from dated
group by kind, month
order by kind, month
