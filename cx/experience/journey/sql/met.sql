-- grain: a person whom the filters leave and who was met; places: a bit for each place, set where they were met there
with names as (
    select
        source, channel, campaign, kind,
        bit_or(set_bit(repeat('0', cast($bits as integer))::bit, cast(place as integer), 1)) as places
    from query_table($places)
    group by source, channel, campaign, kind
)
select contacts.person_id, bit_or(names.places) as places
from contacts
inner join names
    on names.source = contacts.source
    and names.channel is not distinct from contacts.channel
    and names.campaign is not distinct from contacts.campaign
    and names.kind is not distinct from contacts.kind
where contacts.person_id is not null
group by contacts.person_id
