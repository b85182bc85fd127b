-- grain: how far people or attempts got, with the revenue of their window, net of returns; windows that have run out
-- only
select
    lives.depth,
    count(distinct lives.entry) as people,
    coalesce(sum(purchase_days.revenue), 0) as revenue
from query_table($lives) as lives
inner join query_table($persons) as persons on persons.person = lives.person
left join purchase_days
    on purchase_days.customer_id = persons.person_id
    and purchase_days.day >= date '1900-01-01' + cast(lives.entered_at // $units_a_day as integer)
    and purchase_days.day <= date '1900-01-01' + cast((lives.entered_at + $within) // $units_a_day as integer)
    and purchase_days.day <= $as_of
where lives.is_closed
group by lives.depth
order by lives.depth
