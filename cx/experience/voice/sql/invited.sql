-- grain: a group of people who were invited to a survey, from $since to $until, 30 days before the as-of date
-- Invited means a touchpoint of kind asked, not held out; the answer is to any of $measures, from the moment of the
-- invitation to 30 days after it.
with invitations as (
    select touchpoints.person_id, persons.label, touchpoints.occurred_at
    from touchpoints
    inner join query_table($persons) as persons on persons.customer_id = touchpoints.person_id
    where touchpoints.kind = 'asked'
        and (touchpoints.variant is null or lower(trim(touchpoints.variant)) <> 'held out')
        and touchpoints.occurred_at >= cast($since as date)
        and touchpoints.occurred_at < cast($until as date) + 1
),
answered as (
    select distinct invitations.person_id
    from invitations
    inner join surveys
        on surveys.customer_id = invitations.person_id
        and surveys.answered_at > invitations.occurred_at
        and surveys.answered_at <= invitations.occurred_at + interval 30 days
    where list_contains($measures, surveys.measure)
)
select
    label,
    count(distinct invitations.person_id) as asked,
    count(distinct answered.person_id) as answered_when_asked
from invitations
left join answered on answered.person_id = invitations.person_id
group by label
