-- grain: a name that the data have: a channel with a campaign of contacts, a channel of orders, a kind or a topic of
-- tickets, a survey subject, a team of employees
-- A campaign is named without the number at its end: "Newsletter" for "Newsletter 2025-05". step: the most frequent.
with
contacts as (
    select
        channel,
        step,
        lower(kind) as kind,
        nullif(trim(regexp_replace(campaign, '[\s_/.-]*[0-9][0-9\s_/.-]*$', '')), '') as name,
        count(*) as size
    from touchpoints
    group by all
),
names as (
    select
        'contacts' as source,
        channel,
        kind,
        name,
        arg_max(step, size) filter (step is not null) as step,
        sum(size)::bigint as size
    from contacts
    group by all
    union all
    select 'orders', channel, null, null, null, count(*)
    from orders
    where channel is not null
    group by all
    union all
    select 'tickets', null, lower(kind), null, null, count(*)
    from tickets
    where kind is not null
    group by all
    union all
    select 'topics', null, null, topic, null, count(*)
    from tickets
    where topic is not null
    group by all
    union all
    select 'subjects', null, measure, subject, null, count(*)
    from surveys
    where subject is not null and measure in ('csat', 'ces', 'perception')
    group by all
    union all
    select 'teams', null, null, subject, null, count(*)
    from surveys
    where subject is not null and measure = 'employee'
    group by all
)
select
    source,
    channel,
    kind,
    name,
    step,
    size
from names
order by source, size desc, channel, kind, name
