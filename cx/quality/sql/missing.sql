-- grain: one column of a table that holds rows
with
orders_filled as (
    select 'orders' as kind, rows, filled, "column"
    from (
        unpivot (
            select
                count(*) as rows,
                count(order_id) as order_id,
                count(customer_id) as customer_id,
                count(ordered_at) as ordered_at,
                count(product_id) as product_id,
                count(quantity) as quantity,
                count(revenue) as revenue,
                count(cost) as cost,
                count(discount) as discount,
                count(channel) as channel
            from orders
        )
        on columns(* exclude (rows)) into name "column" value filled
    )
),
customers_filled as (
    select 'customers' as kind, rows, filled, "column"
    from (
        unpivot (
            select
                count(*) as rows,
                count(customer_id) as customer_id,
                count(name) as name,
                count(joined_on) as joined_on,
                count(region) as region
            from customers
        )
        on columns(* exclude (rows)) into name "column" value filled
    )
),
products_filled as (
    select 'products' as kind, rows, filled, "column"
    from (
        unpivot (
            select
                count(*) as rows,
                count(product_id) as product_id,
                count(name) as name,
                count(category) as category,
                count(launched_on) as launched_on,
                count(retired_on) as retired_on
            from products
        )
        on columns(* exclude (rows)) into name "column" value filled
    )
),
touchpoints_filled as (
    select 'touchpoints' as kind, rows, filled, "column"
    from (
        unpivot (
            select
                count(*) as rows,
                count(person_id) as person_id,
                count(occurred_at) as occurred_at,
                count(step) as step,
                count(channel) as channel,
                count(campaign) as campaign,
                count(kind) as kind,
                count(cost) as cost,
                count(variant) as variant
            from touchpoints
        )
        on columns(* exclude (rows)) into name "column" value filled
    )
),
costs_filled as (
    select 'costs' as kind, rows, filled, "column"
    from (
        unpivot (
            select
                count(*) as rows,
                count(month) as month,
                count(amount) as amount,
                count(kind) as kind,
                count(product_id) as product_id,
                count(channel) as channel
            from costs
        )
        on columns(* exclude (rows)) into name "column" value filled
    )
),
surveys_filled as (
    select 'surveys' as kind, rows, filled, "column"
    from (
        unpivot (
            select
                count(*) as rows,
                count(answered_at) as answered_at,
                count(customer_id) as customer_id,
                count(measure) as measure,
                count(subject) as subject,
                count(score) as score,
                count(comment) as comment
            from surveys
        )
        on columns(* exclude (rows)) into name "column" value filled
    )
),
tickets_filled as (
    select 'tickets' as kind, rows, filled, "column"
    from (
        unpivot (
            select
                count(*) as rows,
                count(ticket_id) as ticket_id,
                count(opened_at) as opened_at,
                count(customer_id) as customer_id,
                count(kind) as kind,
                count(topic) as topic,
                count(channel) as channel,
                count(answered_at) as answered_at,
                count(resolved_at) as resolved_at,
                count(satisfied) as satisfied,
                count(cost) as cost
            from tickets
        )
        on columns(* exclude (rows)) into name "column" value filled
    )
),
churn_reasons_filled as (
    select 'churn_reasons' as kind, rows, filled, "column"
    from (
        unpivot (
            select
                count(*) as rows,
                count(customer_id) as customer_id,
                count(left_on) as left_on,
                count(reason) as reason
            from churn_reasons
        )
        on columns(* exclude (rows)) into name "column" value filled
    )
),
competitors_filled as (
    select 'competitors' as kind, rows, filled, "column"
    from (
        unpivot (
            select
                count(*) as rows,
                count(company) as company,
                count(attribute) as attribute,
                count(score) as score,
                count(importance) as importance,
                count(name_status) as name_status
            from competitors
        )
        on columns(* exclude (rows)) into name "column" value filled
    )
),
every_column as (
    select * from orders_filled
    union all
    select * from customers_filled
    union all
    select * from products_filled
    union all
    select * from touchpoints_filled
    union all
    select * from costs_filled
    union all
    select * from surveys_filled
    union all
    select * from tickets_filled
    union all
    select * from churn_reasons_filled
    union all
    select * from competitors_filled
)
select kind, "column", rows, rows - filled as missing, 1 - filled / cast(rows as double) as share
from every_column
where rows > 0
order by share desc, kind, "column"
