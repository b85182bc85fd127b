-- grain: a name under which somebody was met and a touchpoint that has a rule for it; place: the touchpoint's number
-- The names of no touchpoint follow, each with a place of its own from $places on, those with most contacts first; from
-- the $most-th on they share the last one. A call meets only a rule that names its kind.
with rules as (
    select
        unnest(cast($rule_places as integer[])) as place,
        unnest(cast($rule_sources as varchar[])) as source,
        unnest(cast($rule_names as varchar[])) as name,
        unnest(cast($rule_channels as varchar[])) as on_channel,
        unnest(cast($rule_exceptions as boolean[])) as is_all_but
),
compared as (
    select
        names.*,
        rules.place,
        rules.is_all_but,
        lower(coalesce(names.kind, '')) like rules.name escape '\' as is_kind,
        lower(coalesce(names.channel, '')) like rules.name escape '\' as is_channel,
        lower(coalesce(names.campaign, '')) like rules.name escape '\' as is_campaign,
        rules.on_channel = '' or lower(coalesce(names.channel, '')) like rules.on_channel escape '\' as is_on_channel,
        rules.on_channel <> '' as is_of_kind_alone,
        names.source = 'tickets' and names.kind = 'call' as is_call,
        not rules.is_all_but and rules.name <> '%' as is_chosen
    from query_table($names) as names
    inner join rules on rules.source = names.source
),
placed as (
    select distinct place, source, channel, campaign, kind, contacts, cost, priced
    from compared
    where
        (is_on_channel and (is_kind or (not is_of_kind_alone and (is_channel or is_campaign)))) <> is_all_but
        and (not coalesce(is_call, false) or (is_chosen and is_kind))
),
elsewhere as (
    select
        names.*,
        row_number() over (
            order by names.contacts desc, names.source, names.channel, names.campaign, names.kind
        ) as number
    from query_table($names) as names
    left join placed
        on placed.source = names.source
        and placed.channel is not distinct from names.channel
        and placed.campaign is not distinct from names.campaign
        and placed.kind is not distinct from names.kind
    where placed.place is null
)
select place, source, channel, campaign, kind, contacts, cost, priced
from placed
union all
select $places + least(number, cast($most as integer)) - 1, source, channel, campaign, kind, contacts, cost, priced
from elsewhere
