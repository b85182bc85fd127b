-- grain: a press of the button that marks customers as thanked, the latest first
select
    press_id, min(thanked_on) as thanked_on, min(noted_at) as noted_at,
    count(*) filter (where variant = 'treated') as thanked,
    count(*) filter (where variant = 'held out') as held_out
from noted_thanks
group by press_id
order by press_id desc
limit $limit
