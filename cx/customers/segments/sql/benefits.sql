-- grain: one customer who bought from $since to $until: what they get from the company, and how unusual their mix is
-- kind: a number, which groups faster than a text, of a category; below 0, of a product that has none
with sold as (
    select distinct product_id
    from orders
    where product_id is not null
),
kinds as (
    select
        sold.product_id,
        dense_rank() over (order by coalesce(products.category, sold.product_id), products.category)
        * case when products.category is null then -1 else 1 end as kind
    from sold
    left join products on products.product_id = sold.product_id
),
lines as (
    select orders.customer_id, kinds.kind, cast(count(*) as double) as lines
    from orders
    left join kinds on kinds.product_id = orders.product_id
    where
        orders.ordered_at >= cast($since as date)
        and orders.ordered_at < cast($until as date) + 1
        and orders.revenue >= 0
    group by orders.customer_id, kinds.kind
),
company as (
    select kind, sum(lines) / sum(sum(lines)) over () as company_share
    from lines
    where kind > 0
    group by kind
),
baskets as (
    select
        customer_id,
        nullif(count(kind), 0) as breadth,
        sum(case when kind > 0 then lines end) as lines,
        $prior_lines / (sum(case when kind > 0 then lines end) + $prior_lines) as weight
    from lines
    where customer_id is not null
    group by customer_id
),
blended as (
    select
        lines.customer_id,
        company_share,
        weight,
        (1 - weight) * lines.lines / baskets.lines + weight * company_share as share
    from lines
    inner join baskets on baskets.customer_id = lines.customer_id
    inner join company on company.kind = lines.kind
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
answered as (
    select
        customer_id,
        avg(
            case measure when 'nps' then cast(score as double) / 10 else (cast(score as double) - 1) / 4 end
        ) as satisfaction
    from surveys
    where measure in ('nps', 'csat') and customer_id is not null
        and answered_at >= cast($since as date) and answered_at < cast($until as date) + 1
    group by customer_id
)
select
    baskets.customer_id,
    breadth,
    satisfaction,
    case when bought is not null then sqrt(greatest(bought + not_bought, 0)) end as mix_distance
from baskets
left join divergence on divergence.customer_id = baskets.customer_id
left join answered on answered.customer_id = baskets.customer_id
