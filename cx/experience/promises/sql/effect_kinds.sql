-- grain: a kind of promise, with how many broken ones of known customers have their 180 days behind them on the day
select kind, count(*) as broken
from known_promises
where
    not is_kept and customer_id is not null
    and case when kind = 'guarantee' or due_on is null then asked_on else due_on end + 180 <= cast($as_of as date)
group by kind
order by broken desc, kind
