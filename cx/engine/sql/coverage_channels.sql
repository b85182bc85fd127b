-- grain: one channel of a first touch of somebody who ordered
select first_touch_channel as channel
from people
where first_touch_channel is not null and first_order_on is not null and first_touch_on <= first_order_on
group by first_touch_channel
order by first_touch_channel
