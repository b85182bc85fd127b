-- grain: a period, from that of the first purchase to that of $as_of: who was active, came, came back or was not seen
-- again
with bought as (
    select
        purchase_days.customer_id,
        case $period
            when 'month' then date_diff('month', date '2000-01-01', purchase_days.day)
            when 'quarter' then date_diff('quarter', date '2000-01-01', purchase_days.day)
            else -(($as_of - purchase_days.day) // 30)
        end as place,
        purchase_days.purchases,
        purchase_days.revenue
    from purchase_days
    where
        purchase_days.day <= $as_of
        and ($region is null or purchase_days.customer_id in (select person_id from people where region = $region))
        and (
            $segment is null
            or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
),
active as (
    select customer_id, place, sum(revenue) as revenue
    from bought
    group by customer_id, place
    having sum(purchases) > 0
),
neighbours as (
    select
        place,
        revenue,
        lag(place) over (partition by customer_id order by place) as place_before,
        lag(revenue) over (partition by customer_id order by place) as revenue_before,
        lead(place) over (partition by customer_id order by place) as place_after
    from active
),
arrivals as (
    select
        place,
        count(*) as active,
        count(case when place_before is null then 1 end) as new,
        count(case when place_before = place - 1 and revenue >= revenue_before then 1 end) as returning_up,
        count(case when place_before = place - 1 and revenue < revenue_before then 1 end) as returning_down,
        count(case when place_before < place - 1 then 1 end) as resurrected
    from neighbours
    group by place
),
departures as (
    select place + 1 as place, count(*) as dormant
    from neighbours
    where place_after is null or place_after > place + 1
    group by place + 1
),
bounds as (
    select
        min(place) as first_place,
        case $period
            when 'month' then date_diff('month', date '2000-01-01', $as_of)
            when 'quarter' then date_diff('quarter', date '2000-01-01', $as_of)
            else 0
        end as last_place
    from active
),
ladder as (
    select unnest(range(first_place, last_place + 1)) as place
    from bounds
    where first_place is not null
),
dated as (
    select
        place,
        cast(case $period
            when 'month' then date '2000-01-01' + to_months(cast(place as integer))
            when 'quarter' then date '2000-01-01' + to_months(cast(3 * place as integer))
            else $as_of + cast(30 * place - 29 as integer)
        end as date) as starts_on,
        cast(case $period
            when 'month' then date '2000-01-01' + to_months(cast(place + 1 as integer))
            when 'quarter' then date '2000-01-01' + to_months(cast(3 * place + 3 as integer))
            else $as_of + cast(30 * place + 1 as integer)
        end as date) - 1 as ends_on
    from ladder
)
select
    dated.starts_on,
    dated.ends_on,
    coalesce(arrivals.active, 0) as active,
    coalesce(arrivals.new, 0) as new,
    coalesce(arrivals.returning_up, 0) as returning_up,
    coalesce(arrivals.returning_down, 0) as returning_down,
    coalesce(arrivals.resurrected, 0) as resurrected,
    coalesce(departures.dormant, 0) as dormant,
    dated.ends_on <= $as_of as is_whole
from dated
left join arrivals on arrivals.place = dated.place
left join departures on departures.place = dated.place
order by starts_on
