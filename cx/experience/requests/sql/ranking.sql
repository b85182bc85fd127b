-- grain: a topic that is asked for, most customers first
with customers as (
    select
        topic,
        count(*) as customers,
        count(case when tier = 'Platinum' then 1 end) as platinum,
        count(case when tier = 'Gold' then 1 end) as gold,
        count(case when tier = 'Silver' then 1 end) as silver,
        count(case when tier = 'Bronze' then 1 end) as bronze,
        count(case when tier = 'Tin' then 1 end) as tin,
        count(case when tier is null then 1 end) as no_order,
        sum(worth) as contribution
    from query_table($askers)
    group by topic
),
requested as (
    select topic, count(*) as tickets
    from query_table($asked)
    where topic <> ''
    group by topic
)
select
    requested.topic,
    coalesce(customers.customers, 0) as customers,
    requested.tickets,
    coalesce(customers.platinum, 0) as "Platinum",
    coalesce(customers.gold, 0) as "Gold",
    coalesce(customers.silver, 0) as "Silver",
    coalesce(customers.bronze, 0) as "Bronze",
    coalesce(customers.tin, 0) as "Tin",
    coalesce(customers.no_order, 0) as no_order,
    coalesce(customers.contribution, 0) as contribution,
    notes.weeks_of_work,
    notes.owner,
    coalesce(notes.state, 'new') as state,
    notes.told_on
from requested
left join customers on customers.topic = requested.topic
left join request_notes as notes on notes.topic = requested.topic
order by requested.topic = $others, customers.customers desc nulls last, requested.topic
