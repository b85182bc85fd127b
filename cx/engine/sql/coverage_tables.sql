-- grain: one table of the company
select 'orders' as kind, count(*) as rows, min(ordered_at) as first_on, max(ordered_at) as last_on from orders
union all
select 'customers', count(*), min(joined_on), max(joined_on) from customers
union all
select 'products', count(*), min(launched_on), max(launched_on) from products
union all
select 'touchpoints', count(*), min(occurred_at), max(occurred_at) from touchpoints
union all
select 'costs', count(*), min(month), max(month) from costs
union all
select 'surveys', count(*), min(answered_at), max(answered_at) from surveys
union all
select 'tickets', count(*), min(opened_at), max(opened_at) from tickets
union all
select 'churn_reasons', count(*), min(left_on), max(left_on) from churn_reasons
union all
select 'competitors', count(*), null, null from competitors
