-- grain: a side: win, the customers who first ordered in the window; keep, those who ordered again in it
-- contribution is that of everybody who ordered, each customer on one side: won in the window, or before it.
-- revenue: of the days of first orders (win), and of later days (keep).
with bought as (
    select
        purchase_days.customer_id,
        max(case when purchase_days.day > people.first_order_on and purchase_days.purchases > 0 then 1 else 0 end)
            as is_again,
        min(people.first_order_on) as first_order_on,
        sum(case when purchase_days.day <= people.first_order_on then purchase_days.revenue else 0 end)
            as first_revenue,
        sum(case when purchase_days.day > people.first_order_on then purchase_days.revenue else 0 end)
            as later_revenue
    from purchase_days
    inner join people on people.person_id = purchase_days.customer_id
    where
        purchase_days.day >= cast($since as date)
        and purchase_days.day <= cast($until as date)
        and people.first_order_on <= cast($until as date)
    group by purchase_days.customer_id
),
earned as (
    select
        sum(case when people.first_order_on >= cast($since as date) then money.contribution else 0 end) as by_won,
        sum(money.contribution) as by_all
    from query_table($money) as money
    left join people on people.person_id = money.customer_id
    where money.who = 'customer'
),
counted as (
    select
        count(case when first_order_on >= cast($since as date) then 1 end) as won,
        count(case when is_again = 1 then 1 end) as kept,
        coalesce(sum(first_revenue), 0) as first_revenue,
        coalesce(sum(later_revenue), 0) as later_revenue
    from bought
)
select 'win' as side, won as people, coalesce(by_won, 0) as contribution, first_revenue as revenue
from counted
cross join earned
union all
select 'keep', kept, coalesce(by_all, 0) - coalesce(by_won, 0), later_revenue
from counted
cross join earned
order by side desc
