-- grain: a rival that customers named as why they left, '' where they named none; n: customers who said why they left
-- Of a customer the last reason counts. A reason names a competitor by that word or by the name of a company scored.
with said as (
    select
        customer_id,
        lower(reason) as reason,
        row_number() over (partition by customer_id order by left_on desc, upload_id desc, line desc) as place
    from churn_reasons
    where left_on between cast($since as date) and cast($as_of as date)
),
rivals as (
    select distinct company
    from competitors
    where $ours is null or company <> $ours
),
named as (
    select
        said.customer_id,
        max(rivals.company) as company,
        bool_or(contains(said.reason, 'competitor')) or max(rivals.company) is not null as is_rival
    from said
    left join rivals on contains(said.reason, lower(rivals.company))
    where said.place = 1
    group by said.customer_id
),
everybody as (
    select count(*) as n
    from named
)
select coalesce(named.company, '') as company, count(*) as customers, any_value(everybody.n) as n
from named
cross join everybody
where named.is_rival
group by coalesce(named.company, '')
order by customers desc, company
