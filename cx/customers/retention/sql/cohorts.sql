-- grain: a cohort (month or quarter of the first order) and an age, up to the period of $as_of
-- is_known: the whole period of this age has gone by for everybody in the cohort.
with members as (
    select
        person_id,
        first_order_on,
        cast(case $period
            when 'quarter' then date_trunc('quarter', first_order_on)
            else date_trunc('month', first_order_on)
        end as date) as cohort
    from people
    where
        first_order_on <= $as_of
        and ($region is null or region = $region)
        and (
            $segment is null
            or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
),
activity as (
    select
        members.cohort,
        members.person_id,
        -- a return of something bought before the data begin belongs to the beginning
        greatest(case $period
            when 'month' then date_diff('month', members.cohort, purchase_days.day)
            when 'quarter' then date_diff('quarter', members.cohort, purchase_days.day)
            else (purchase_days.day - members.first_order_on) // 30
        end, 0) as age,
        purchase_days.purchases > 0 as is_purchase,
        purchase_days.revenue
    from members
    inner join purchase_days on purchase_days.customer_id = members.person_id
    where purchase_days.day <= $as_of
),
person_cells as (
    select cohort, age, person_id, bool_or(is_purchase) as is_active, sum(revenue) as money
    from activity
    group by cohort, age, person_id
),
cells as (
    select cohort, age, count(case when is_active then 1 end) as customers, sum(money) as money
    from person_cells
    group by cohort, age
),
last_ages as (
    select cohort, person_id, max(case when is_active then age end) as last_age
    from person_cells
    group by cohort, person_id
),
cohorts as (
    select
        cohort,
        case $period
            when 'month' then date_diff('month', cohort, $as_of)
            when 'quarter' then date_diff('quarter', cohort, $as_of)
            else ($as_of - cohort) // 30
        end as oldest
    from (select distinct cohort from members) as started
),
grid as (
    select cohort, unnest(range(0, oldest + 1)) as age
    from cohorts
),
left_over as (
    select grid.cohort, grid.age, count(last_ages.person_id) as customers
    from grid
    left join last_ages on last_ages.cohort = grid.cohort and last_ages.last_age >= grid.age
    group by grid.cohort, grid.age
),
filled as (
    select
        grid.cohort,
        grid.age,
        case when $active = 'on' then coalesce(cells.customers, 0) else left_over.customers end as customers,
        coalesce(cells.money, 0) as money_on
    from grid
    left join cells on cells.cohort = grid.cohort and cells.age = grid.age
    inner join left_over on left_over.cohort = grid.cohort and left_over.age = grid.age
)
select
    cohort,
    age,
    customers,
    case
        when $active = 'on' then money_on
        else sum(money_on) over (partition by cohort order by age desc rows unbounded preceding)
    end as money,
    case $period
        when 'month' then cohort + to_months(age + 1) <= $as_of + 1
        when 'quarter' then cohort + to_months(3 * (age + 1)) <= $as_of + 1
        else cohort + to_months(1) + to_days(30 * (age + 1)) <= $as_of + 2
    end as is_known
from filled
order by cohort, age
