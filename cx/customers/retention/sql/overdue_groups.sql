-- grain: a rhythm, with its customers and who of them is overdue
select
    silence.rhythm,
    count(*) as customers,
    min(silence.gaps) as gaps,
    min(silence.usual_days) as usual_days,
    min(silence.limit_days) as limit_days,
    count(case when silence.silent_days > silence.limit_days then 1 end) as overdue
from query_table($silence) as silence
inner join people on people.person_id = silence.customer_id
where
    ($region is null or people.region = $region)
    and (
        $segment is null
        or people.person_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
group by silence.rhythm
order by silence.rhythm
