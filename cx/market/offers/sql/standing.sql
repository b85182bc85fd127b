-- grain: a customer and whether they may be mailed at $as_of: state is 'listed', or the first reason why not
-- mails, opened, clicked: of the 12 months from $since; who was held out got no mail. Clicks
-- count where a mail of that campaign was sent, not those of ads. bought: orders of these months.
with sends as (
    select distinct coalesce(campaign, '') as campaign, coalesce(channel, '') as channel
    from touchpoints
    where kind = 'sent'
),
contacts as (
    select
        touchpoints.person_id as customer_id,
        count(*) filter (where touchpoints.kind = 'sent' and touchpoints.occurred_at >= $since) as mails,
        count(*) filter (where touchpoints.kind = 'opened' and touchpoints.occurred_at >= $since) as opened,
        count(*) filter (
            where touchpoints.kind = 'clicked' and sends.campaign is not null and touchpoints.occurred_at >= $since
        ) as clicked,
        cast(max(case when touchpoints.kind = 'sent' then touchpoints.occurred_at end) as date) as last_mail,
        bool_or(touchpoints.kind = 'unsubscribed' or touchpoints.kind = 'bounced') as is_out
    from touchpoints
    left join sends
        on sends.campaign = coalesce(touchpoints.campaign, '') and sends.channel = coalesce(touchpoints.channel, '')
    where
        touchpoints.occurred_at < cast($as_of as date) + 1
        and (touchpoints.variant is null or lower(trim(touchpoints.variant)) <> 'held out')
        and touchpoints.kind in ('sent', 'opened', 'clicked', 'unsubscribed', 'bounced')
    group by touchpoints.person_id
),
in_test as (
    select person_id as customer_id
    from touchpoints
    where
        lower(trim(variant)) = 'held out'
        and kind is distinct from 'thanked'
        and occurred_at >= cast($as_of as date) - cast($test_days as integer) + 1
        and occurred_at < cast($as_of as date) + 1
    union
    select customer_id
    from mailing_lists
    where
        variant = 'held out'
        and made_at >= cast($as_of as date) - cast($test_days as integer) + 1
        and made_at < cast($as_of as date) + 1
),
orders_of as (
    select
        customer_id,
        sum(case when day >= $since then purchases else 0 end) as bought,
        max(day) as last_on
    from purchase_days
    where purchases > 0 and day <= $as_of
    group by customer_id
),
asked as (
    select
        everyone.customer_id,
        known.region,
        lower(trim(json_extract_string(known.attributes, cast($consent as varchar)))) as consent
    from query_table($everyone) as everyone
    left join known_customers as known on known.customer_id = everyone.customer_id
    where
        ($region is null or known.region = $region)
        and (
            $segment is null
            or everyone.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
)
select
    asked.customer_id,
    asked.region,
    placed.tier,
    placed.contribution,
    coalesce(contacts.mails, 0) as mails,
    coalesce(contacts.opened, 0) as opened,
    coalesce(contacts.clicked, 0) as clicked,
    cast(coalesce(orders_of.bought, 0) as bigint) as bought,
    contacts.last_mail,
    case
        when $consent is not null and not coalesce(list_contains($yes, asked.consent), false) then 'no_consent'
        when contacts.is_out then 'unsubscribed'
        when complaining.customer_id is not null then 'complaint'
        when orders_of.last_on > cast($as_of as date) - cast($rest_days as integer) then 'bought_lately'
        when silent.customer_id is not null then 'silent'
        when in_test.customer_id is not null then 'in_test'
        when list_contains($tiers, placed.tier) then 'tier'
        when contacts.mails >= $unread_mails and contacts.opened + contacts.clicked = 0 then 'unread'
        else 'listed'
    end as state
from asked
left join contacts on contacts.customer_id = asked.customer_id
left join query_table($complaining) as complaining on complaining.customer_id = asked.customer_id
left join orders_of on orders_of.customer_id = asked.customer_id
left join query_table($silent) as silent on silent.customer_id = asked.customer_id
left join in_test on in_test.customer_id = asked.customer_id
left join query_table($placed) as placed on placed.customer_id = asked.customer_id
