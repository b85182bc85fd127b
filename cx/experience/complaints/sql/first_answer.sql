-- grain: hours from a complaint to its first answer, or without one up to the end of the day (no cause)
select
    case
        when answered_at < cast($as_of as date) + 1 then date_diff('minute', opened_at, answered_at) / 60.0
        else date_diff('minute', opened_at, cast(cast($as_of as date) + 1 as timestamp)) / 60.0
    end as day,
    case when answered_at < cast($as_of as date) + 1 then 'answered' end as cause,
    count(*) as people
from tickets
where
    lower(kind) = 'complaint'
    and opened_at >= cast($since as date)
    and opened_at < cast($as_of as date) + 1
    and (
        $everybody
        or customer_id in (
            select person_id from people where ($region is null or region = $region)
                and (
                    $segment is null
                    or person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
                )
        )
    )
group by 1, 2
