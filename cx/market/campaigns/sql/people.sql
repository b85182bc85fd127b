-- grain: a campaign of mails and a person who was sent one or held out, on the person's first day in it
-- Who has rows of both kinds on the first day counts as held out. variant of mailing_lists where touchpoints have none.
with campaigns as (
    select distinct campaign
    from touchpoints
    where kind = 'sent' and campaign is not null and occurred_at < cast($as_of as date) + 1
),
listed as (
    select campaign, customer_id, bool_or(lower(trim(variant)) = 'held out') as is_held_out, min(made_at) as made_at
    from mailing_lists
    where made_at < cast($as_of as date) + 1
    group by campaign, customer_id
),
contacts as (
    select
        touchpoints.campaign,
        touchpoints.person_id as customer_id,
        cast(touchpoints.occurred_at as date) as day,
        coalesce(lower(trim(touchpoints.variant)) = 'held out', listed.is_held_out, false) as is_held_out,
        cast(touchpoints.cost as double) as cost
    from touchpoints
    inner join campaigns on campaigns.campaign = touchpoints.campaign
    left join listed
        on listed.campaign = touchpoints.campaign
        and listed.customer_id = touchpoints.person_id
        and touchpoints.variant is null
    where touchpoints.occurred_at < cast($as_of as date) + 1
        and (touchpoints.kind = 'sent' or lower(trim(touchpoints.variant)) = 'held out')
),
sent_on as (
    select campaign, min(day) as first_day, max(day) as last_day
    from contacts
    group by campaign
),
unsent as (
    -- who is held out by a list has no contact; the window begins with the first mail of the campaign
    select listed.campaign, listed.customer_id, sent_on.first_day, true, cast(0 as double)
    from listed
    inner join sent_on on sent_on.campaign = listed.campaign
    where listed.is_held_out
),
rows_of_both as (
    select campaign, customer_id, day, is_held_out, cost from contacts
    union all
    select * from unsent
),
persons as (
    select
        campaign,
        customer_id,
        min(day) as day,
        arg_min(is_held_out, (day, not is_held_out)) as is_held_out,
        coalesce(sum(cost), 0) as cost
    from rows_of_both
    group by campaign, customer_id
)
select
    persons.*,
    customers.region,
    sent_on.first_day,
    sent_on.last_day
from persons
inner join sent_on on sent_on.campaign = persons.campaign
left join known_customers as customers on customers.customer_id = persons.customer_id
where ($region is null or customers.region = $region)
    and (
        $segment is null
        or persons.customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
