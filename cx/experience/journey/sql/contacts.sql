-- grain: a contact, order line or ticket by which somebody was met from $since to $as_of; by whom the filters leave
-- Nobody was met by what was held out or never arrived. A return is no order. order_id is blank but for orders, which
-- may have several lines; person_id is blank where it is not known who.
with met as (
    select person_id, 'contacts' as source, channel, campaign, kind, null as order_id, cast(cost as double) as cost
    from touchpoints
    where
        occurred_at >= cast($since as date)
        and occurred_at < cast($as_of as date) + 1
        and (variant is null or lower(trim(variant)) <> 'held out')
        and (kind is null or kind <> 'bounced')
    union all
    select customer_id, 'orders', channel, null, null, order_id, null
    from orders
    where revenue >= 0 and ordered_at >= cast($since as date) and ordered_at < cast($as_of as date) + 1
    union all
    select customer_id, 'tickets', channel, null, lower(kind), null, cast(cost as double)
    from tickets
    where opened_at >= cast($since as date) and opened_at < cast($as_of as date) + 1
)
select met.*
from met
where
    ($region is null or met.person_id in (select customer_id from known_customers where region = $region))
    and (
        $segment is null
        or met.person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
