-- grain: a covariate: its mean over the cases and over their matched customers, each case with one voice
with matched as (
    select
        case_id, avg(orders_before) as orders_before, avg(spend_logged) as spend_logged, avg(tenure) as tenure,
        avg(recency) as recency
    from query_table($pairs)
    group by case_id
),
both_sides as (
    select profiles.orders_before, profiles.spend_logged, profiles.tenure, profiles.recency, matched as other
    from query_table($profiles) as profiles
    inner join matched on matched.case_id = profiles.case_id
    where
        profiles.day + 180 <= cast($as_of as date)
        and ($region is null or profiles.region = $region)
        and (
            $segment is null
            or profiles.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
),
long as (
    select 'orders' as covariate, orders_before as own, other.orders_before as matched from both_sides
    union all
    select 'spend', spend_logged as own, other.spend_logged as matched from both_sides
    union all
    select 'tenure', tenure as own, other.tenure as matched from both_sides
    union all
    select 'recency', recency as own, other.recency as matched from both_sides
)
select
    covariate, count(*) as n, avg(own) as case_mean, avg(matched) as matched_mean,
    case
        when stddev_samp(own) > 0 then (avg(own) - avg(matched)) / stddev_samp(own)
        when avg(own) = avg(matched) then 0
    end as difference
from long
group by covariate
order by list_position(['orders', 'spend', 'tenure', 'recency'], covariate)
