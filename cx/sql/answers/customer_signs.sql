-- grain: one customer who bought from $since to $until: what they get from the company, and how unusual their mix is
-- kind: the category of a product, or the product itself where it has none; a number, which groups faster than a text
with sold as (
    select distinct product_id
    from orders
    where product_id is not null
),
kinds as (
    select
        sold.product_id,
        products.category,
        dense_rank() over (order by coalesce(products.category, sold.product_id), products.category) as kind
    from sold
    left join products on products.product_id = sold.product_id
),
lines as (
    select orders.customer_id, kinds.kind, kinds.category is not null as has_category, count(*) as lines
    from orders
    left join kinds on kinds.product_id = orders.product_id
    where orders.ordered_at >= cast($since as date) and orders.ordered_at < cast($until as date) + 1 and orders.revenue >= 0
    group by orders.customer_id, kinds.kind, kinds.category is not null
),
company as (
    select kind, cast(sum(lines) as double) / sum(sum(lines)) over () as company_share
    from lines
    where has_category
    group by kind
),
baskets as (
    select customer_id, kind, cast(lines as double) as lines
    from lines
    where customer_id is not null and has_category
),
sizes as (
    select customer_id, sum(lines) as lines, $prior_lines / (sum(lines) + $prior_lines) as weight
    from baskets
    group by customer_id
),
blended as (
    select
        baskets.customer_id,
        company_share,
        weight,
        (1 - weight) * baskets.lines / sizes.lines + weight * company_share as share
    from baskets
    join sizes on sizes.customer_id = baskets.customer_id
    join company on company.kind = baskets.kind
),
divergence as (
    select
        customer_id,
        sum(
            share * ln(2 * share / (share + company_share))
            + company_share * ln(2 * company_share / (share + company_share))
        ) / (2 * ln(2)) as bought,
        (1 - sum(company_share)) * (
            min(weight) * ln(2 * min(weight) / (1 + min(weight))) + ln(2 / (1 + min(weight)))
        ) / (2 * ln(2)) as not_bought
    from blended
    group by customer_id
),
breadths as (
    select customer_id, nullif(count(kind), 0) as breadth
    from lines
    where customer_id is not null
    group by customer_id
),
answered as (
    select
        customer_id,
        avg(case measure when 'nps' then cast(score as double) / 10 else (cast(score as double) - 1) / 4 end) as satisfaction
    from surveys
    where measure in ('nps', 'csat') and customer_id is not null
        and answered_at >= cast($since as date) and answered_at < cast($until as date) + 1
    group by customer_id
)
select breadths.customer_id, breadth, satisfaction, case when bought is not null then sqrt(greatest(bought + not_bought, 0)) end as mix_distance
from breadths
left join divergence on divergence.customer_id = breadths.customer_id
left join answered on answered.customer_id = breadths.customer_id
