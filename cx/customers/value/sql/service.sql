-- grain: a customer and a day with contacts or tickets: what they cost, and how many do not say it
-- what is no contact has the cost that it says, and none otherwise; so has a call
with served as (
    select
        person_id as customer_id,
        cast(occurred_at as date) as day,
        cast(coalesce(cost, 0) as double) as known_cost,
        if(
            cost is null
            and (kind is null or kind not in ('recommended', 'unsubscribed', 'bounced', 'asked', 'thanked')),
            1, 0
        ) as contacts_without_cost,
        0 as tickets_without_cost
    from touchpoints
    where variant is null or variant <> 'held out'
    union all
    select
        customer_id,
        cast(opened_at as date),
        cast(coalesce(cost, 0) as double),
        0,
        if(cost is null and lower(kind) <> 'call', 1, 0)
    from tickets
)
select
    customer_id,
    day,
    sum(known_cost) as known_cost,
    cast(sum(contacts_without_cost) as integer) as contacts_without_cost,
    cast(sum(tickets_without_cost) as integer) as tickets_without_cost
from served
where
    (known_cost <> 0 or contacts_without_cost > 0 or tickets_without_cost > 0)
    and customer_id in (select purchase_days.customer_id from purchase_days)
group by customer_id, day
