-- grain: one customer who bought from $since to $until: what they get from the company, and how unusual their mix is
with bought as (
    select customer_id, product_id, count(*) as lines
    from orders
    where ordered_at >= cast($since as date) and ordered_at < cast($until as date) + 1 and revenue >= 0
    group by customer_id, product_id
),
lines as (
    select bought.customer_id, coalesce(products.category, bought.product_id) as kind, products.category, sum(bought.lines) as lines
    from bought
    left join products on products.product_id = bought.product_id
    group by bought.customer_id, coalesce(products.category, bought.product_id), products.category
),
company as (
    select category, cast(sum(lines) as double) / sum(sum(lines)) over () as company_share
    from lines
    where category is not null
    group by category
),
baskets as (
    select customer_id, category, cast(lines as double) as lines
    from lines
    where customer_id is not null and category is not null
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
    join company on company.category = baskets.category
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
    select customer_id, nullif(count(distinct kind), 0) as breadth
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
