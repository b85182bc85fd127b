-- grain: thanks to one person, or that the person was held out: chosen at random and not thanked
-- Of files (touchpoints of kind thanked) and marked in the app, which say why.
select
    person_id as customer_id,
    cast(occurred_at as date) as day,
    coalesce(lower(trim(variant)) = 'held out', false) as is_held_out,
    cast(cost as double) as cost,
    null as reason
from touchpoints
where kind = 'thanked'
union all
select customer_id, thanked_on, variant = 'held out', null, reason
from noted_thanks
