-- grain: a person with the group of the breakdown; who is not here has none
-- The channel and the campaign are those of a first touch by $as_of.
with groups as (
    select
        person_id,
        case $breakdown
            when 'channel' then first_touch_channel
            when 'campaign' then first_touch_campaign
            when 'region' then region
        end as label
    from people
    where $breakdown = 'region' or ($breakdown in ('channel', 'campaign') and first_touch_on <= $as_of)
    union all
    select customer_id, $by_segment
    from query_table(coalesce($members, 'saved_segment_members'))
    where $breakdown = 'segment' and $members is not null
)
select persons.person, groups.label
from groups
inner join query_table($persons) as persons on persons.person_id = groups.person_id
where groups.label is not null
