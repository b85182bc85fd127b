-- grain: a place of the funnel and a kind of event that meets it; place 0 is an event that ends an attempt
-- $places : JSON list, see cx/funnel_walk.py
with conditions as (
    select
        given.place,
        given."table" as source,
        given.kind,
        given.step as named,
        given.channel,
        given.campaign
    from (select unnest(from_json($places, '[{"place":"INTEGER","table":"VARCHAR",
        "kind":["VARCHAR"],"step":["VARCHAR"],"channel":["VARCHAR"],"campaign":["VARCHAR"]}]')) as given) as places
)
select distinct conditions.place, kinds.event_kind
from conditions
inner join query_table($kinds) as kinds
    on kinds.source = conditions.source
    and (conditions.kind is null or list_contains(conditions.kind, kinds.kind))
    and (conditions.named is null or list_contains(conditions.named, kinds.named))
    and (conditions.channel is null or list_contains(conditions.channel, kinds.channel))
    and (conditions.campaign is null or list_contains(conditions.campaign, kinds.campaign))
