-- grain: a channel of first touch, with who first ordered in the window and who of them was referred
-- Blank: no recorded touchpoint up to the day of the first order.
with won as (
    select
        person_id,
        first_order_on,
        case when first_touch_on <= first_order_on then first_touch_channel end as channel
    from people
    where first_order_on >= cast($since as date) and first_order_on <= cast($until as date)
),
brought as (
    select distinct touchpoints.person_id
    from touchpoints
    inner join won on won.person_id = touchpoints.person_id
    where touchpoints.kind = 'referred' and touchpoints.occurred_at < won.first_order_on + 1
)
select won.channel, count(*) as won, count(brought.person_id) as referred
from won
left join brought on brought.person_id = won.person_id
group by won.channel
order by won desc, won.channel
