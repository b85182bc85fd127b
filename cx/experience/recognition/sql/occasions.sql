-- grain: a customer, a reason to thank them and the day that gave it, from $since to $until
-- amount: how many they brought who have bought by then, years with the company, days until the complaint was resolved,
-- score.
with referrals as (
    select referrer_id as customer_id, person_id, cast(min(occurred_at) as date) as referred_on
    from touchpoints
    where referrer_id is not null and referrer_id <> person_id and occurred_at < cast($until as date) + 1
    group by referrer_id, person_id
),
buyers as (
    select referrals.customer_id, people.first_order_on as bought_on
    from referrals
    inner join people on people.person_id = referrals.person_id
    where people.first_order_on >= referrals.referred_on and people.first_order_on <= cast($until as date)
),
brought as (
    select customer_id, bought_on, sum(count(*)) over (partition by customer_id order by bought_on) as amount
    from buyers
    group by customer_id, bought_on
),
joined as (
    select people.person_id as customer_id, coalesce(customers.joined_on, people.first_order_on) as joined_on
    from people
    left join known_customers as customers on customers.customer_id = people.person_id
    where people.first_order_on <= cast($until as date)
),
years as (
    select unnest([1, 5]) as passed
),
anniversaries as (
    select joined.customer_id, years.passed, cast(joined.joined_on + to_years(years.passed) as date) as since
    from joined
    cross join years
    where cast(joined.joined_on + to_years(years.passed) as date) between cast($since as date) and cast($until as date)
),
-- who has not ordered for a year is no customer of five years
still_here as (
    select distinct anniversaries.customer_id, anniversaries.passed, anniversaries.since
    from anniversaries
    inner join purchase_days
        on purchase_days.customer_id = anniversaries.customer_id
        and purchase_days.day > anniversaries.since - 365 and purchase_days.day <= anniversaries.since
        and purchase_days.purchases > 0
),
resolved as (
    select
        customer_id, cast(resolved_at as date) as since,
        min(date_diff('day', cast(opened_at as date), cast(resolved_at as date))) as amount
    from tickets
    where
        lower(kind) = 'complaint' and satisfied and customer_id is not null
        and resolved_at < cast($until as date) + 1
        and (reopened_at is null or reopened_at <= resolved_at or reopened_at >= cast($until as date) + 1)
    group by customer_id, cast(resolved_at as date)
)
select customer_id, 'referral' as reason, bought_on as since, cast(amount as double) as amount
from brought
where bought_on >= cast($since as date)
union all
select
    customer_id, case passed when 1 then 'first_year' else 'five_years' end, since, cast(passed as double)
from still_here
union all
select customer_id, 'resolved', since, cast(amount as double)
from resolved
where since >= cast($since as date)
union all
select customer_id, 'promoter', cast(answered_at as date), cast(max(score) as double)
from surveys
where
    measure = 'nps' and score >= 9 and customer_id is not null
    and answered_at >= cast($since as date) and answered_at < cast($until as date) + 1
group by customer_id, cast(answered_at as date)
