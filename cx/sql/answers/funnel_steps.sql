-- grain: a group and a step, with how many people or attempts reached it at $as_of
-- $steps, $excluded : conditions as JSON lists, see cx/funnel_steps.py
with recursive conditions as (
    select
        step.place as step,
        step.needed as needed,
        step."table" as source,
        step.kind as kind,
        step.step as named,
        step.channel as channel,
        step.campaign as campaign
    from (select unnest(from_json($steps, '[{"place":"INTEGER","needed":"INTEGER","table":"VARCHAR",
        "kind":["VARCHAR"],"step":["VARCHAR"],"channel":["VARCHAR"],"campaign":["VARCHAR"]}]')) as step)
    union all
    select
        0,
        0,
        step."table",
        step.kind,
        step.step,
        step.channel,
        step.campaign
    from (select unnest(from_json($excluded, '[{"table":"VARCHAR",
        "kind":["VARCHAR"],"step":["VARCHAR"],"channel":["VARCHAR"],"campaign":["VARCHAR"]}]')) as step)
),
events as (
    select
        person_id,
        occurred_at,
        'touchpoints' as source,
        kind,
        step as named,
        channel,
        campaign,
        upload_id as tie_1,
        line as tie_2
    from touchpoints
    where
        cast(occurred_at as date) <= $as_of
        and (variant is null or lower(trim(variant)) <> 'held out')
    union all
    select
        customer_id,
        min(ordered_at),
        'orders',
        null,
        null,
        min(channel),
        null,
        min(upload_id),
        min(line)
    from orders
    where customer_id is not null and revenue >= 0 and cast(ordered_at as date) <= $as_of
    group by customer_id, order_id
),
numbered as (
    select
        *,
        cast(occurred_at as date) as day,
        row_number() over (
            partition by person_id
            order by occurred_at, source desc, tie_1, tie_2
        ) as place
    from events
),
matches as (
    select numbered.person_id, numbered.place, numbered.day, conditions.step
    from numbered
    inner join conditions
        on
            conditions.source = numbered.source
            and (conditions.kind is null or list_contains(conditions.kind, numbered.kind))
            and (conditions.named is null or list_contains(conditions.named, numbered.named))
            and (conditions.channel is null or list_contains(conditions.channel, numbered.channel))
            and (conditions.campaign is null or list_contains(conditions.campaign, numbered.campaign))
),
entries as (
    select distinct person_id, place as entry, day as entered_on
    from matches
    where
        (step = 1 or ($order = 'any' and step > 0))
        and ($entered_from is null or day >= $entered_from)
        and ($entered_to is null or day <= $entered_to)
),
attempts as (
    select
        entries.person_id,
        entries.entry,
        entries.entered_on,
        min(matches.place) as cut
    from entries
    left join matches
        on matches.person_id = entries.person_id and matches.step = 0 and matches.place > entries.entry
    group by entries.person_id, entries.entry, entries.entered_on
),
walks as (
    select person_id, entry, entered_on, cut, entry as place, 1 as depth
    from attempts
    where $order <> 'any'
    union all
    select
        walks.person_id,
        walks.entry,
        walks.entered_on,
        walks.cut,
        min(matches.place),
        walks.depth + 1
    from walks
    inner join matches
        on
            matches.person_id = walks.person_id
            and matches.step = walks.depth + 1
            and matches.place > walks.place
            and (walks.cut is null or matches.place < walks.cut)
            and matches.day <= walks.entered_on + $within_days
            and ($order <> 'strict' or matches.place = walks.place + 1)
    group by walks.person_id, walks.entry, walks.entered_on, walks.cut, walks.depth
),
found as (
    select attempts.person_id, attempts.entry, matches.step, count(*) as times
    from attempts
    inner join matches
        on
            $order = 'any'
            and matches.person_id = attempts.person_id
            and matches.step > 0
            and matches.place >= attempts.entry
            and (attempts.cut is null or matches.place < attempts.cut)
            and matches.day <= attempts.entered_on + $within_days
    group by attempts.person_id, attempts.entry, matches.step
),
lacking as (
    select attempts.person_id, attempts.entry, min(conditions.step) as step
    from attempts
    inner join conditions on conditions.step > 0
    left join found
        on
            found.person_id = attempts.person_id
            and found.entry = attempts.entry
            and found.step = conditions.step
    where $order = 'any' and coalesce(found.times, 0) < conditions.needed
    group by attempts.person_id, attempts.entry
),
depths as (
    select person_id, entry, max(depth) as depth
    from walks
    group by person_id, entry
    union all
    select attempts.person_id, attempts.entry, coalesce(lacking.step - 1, $last)
    from attempts
    left join lacking on lacking.person_id = attempts.person_id and lacking.entry = attempts.entry
    where $order = 'any'
),
counted as (
    select
        attempts.person_id,
        case when $count = 'attempts' then attempts.entry end as entry,
        max(case when attempts.entered_on + $within_days <= $as_of then depths.depth end) as depth,
        max(depths.depth) as depth_so_far
    from attempts
    inner join depths on depths.person_id = attempts.person_id and depths.entry = attempts.entry
    group by attempts.person_id, case when $count = 'attempts' then attempts.entry end
),
grouped as (
    select
        coalesce(
            case $breakdown
                when 'channel' then people.first_touch_channel
                when 'campaign' then people.first_touch_campaign
                when 'region' then people.region
            end,
            '(unknown)'
        ) as "group",
        counted.depth,
        counted.depth_so_far
    from counted
    left join people
        on people.person_id = counted.person_id and ($breakdown = 'region' or people.first_touch_on <= $as_of)
),
ladder as (
    select unnest(range(1, $last + 1)) as place
)
select
    grouped."group" as "group",
    ladder.place as place,
    count(case when grouped.depth >= ladder.place then 1 end) as people,
    count(case when grouped.depth is null and grouped.depth_so_far >= ladder.place then 1 end) as still_open
from grouped
cross join ladder
group by grouped."group", ladder.place
order by max(count(case when grouped.depth >= 1 then 1 end)) over (partition by grouped."group") desc, "group", place
