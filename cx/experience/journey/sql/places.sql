-- grain: a name under which somebody was met and a touchpoint that has a rule for it; place: the touchpoint's number
-- The names of no touchpoint follow, each with a place of its own from $places on, those with most contacts first; from
-- the $most-th on they share the last one. A call meets only a rule that names its kind.
with rules as (
    select
        unnest(cast($rule_places as integer[])) as place,
        unnest(cast($rule_sources as varchar[])) as source,
        unnest(cast($rule_names as varchar[])) as name,
        unnest(cast($rule_channels as varchar[])) as channel,
        unnest(cast($rule_exceptions as boolean[])) as is_all_but
),
named as (
    select
        rules.place,
        rules.is_all_but,
        rules.name <> '*' and not rules.is_all_but as is_chosen,
        rules.channel <> '' as has_channel,
        names.source, names.channel, names.campaign, names.kind,
        names.contacts, names.cost, names.priced,
        case when ends_with(rules.name, '*') then starts_with(lower(coalesce(names.kind, '')), rtrim(rules.name, '*'))
            else coalesce(lower(names.kind) = rules.name, false) end as is_of_kind,
        case when ends_with(rules.name, '*') then starts_with(lower(coalesce(names.channel, '')), rtrim(rules.name, '*'))
            else coalesce(lower(names.channel) = rules.name, false) end as is_of_channel,
        case when ends_with(rules.name, '*') then starts_with(lower(coalesce(names.campaign, '')), rtrim(rules.name, '*'))
            else coalesce(lower(names.campaign) = rules.name, false) end as is_of_campaign,
        case when ends_with(rules.channel, '*')
            then starts_with(lower(coalesce(names.channel, '')), rtrim(rules.channel, '*'))
            else coalesce(lower(names.channel) = rules.channel, false) end as is_on_channel
    from query_table($names) as names
    inner join rules on rules.source = names.source
),
placed as (
    select distinct place, source, channel, campaign, kind, contacts, cost, priced
    from named
    where
        case when has_channel then is_of_kind and is_on_channel else is_of_kind or is_of_channel or is_of_campaign end
        <> is_all_but
        and (source <> 'tickets' or kind <> 'call' or (is_chosen and is_of_kind))
),
elsewhere as (
    select
        $places + least(
            row_number() over (
                order by names.contacts desc, names.source, names.channel, names.campaign, names.kind
            ),
            cast($most as integer)
        ) - 1 as place,
        names.*
    from query_table($names) as names
    where not exists (
        select 1
        from placed
        where placed.source = names.source
            and placed.channel is not distinct from names.channel
            and placed.campaign is not distinct from names.campaign
            and placed.kind is not distinct from names.kind
    )
)
select place, source, channel, campaign, kind, contacts, cost, priced from placed
union all
select place, source, channel, campaign, kind, contacts, cost, priced from elsewhere
