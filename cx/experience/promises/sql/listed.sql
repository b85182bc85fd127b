-- grain: a promise in one of $wanted, most contribution of the customer first; every row says how many there are in all
-- soon: not due yet and not kept, due within $soon days
with teams as (
    select lower(trim(touchpoint)) as touchpoint, min(team) as team
    from query_table($map)
    group by lower(trim(touchpoint))
),
listed as (
    select
        promises.promise_id, promises.customer_id, customers.name, placed.tier, promises.kind, promises.words,
        promises.touchpoint, teams.team, promises.made_on, promises.judged_on as due_on, promises.kept_on,
        promises.state, cast($until as date) - promises.judged_on as days_late, promises.amount, placed.contribution,
        customers.region
    from query_table($states) as promises
    left join known_customers as customers on customers.customer_id = promises.customer_id
    left join query_table($placed) as placed on placed.customer_id = promises.customer_id
    left join teams on teams.touchpoint = lower(trim(promises.touchpoint))
    where
        (
            list_contains($wanted, promises.state)
            or list_contains($wanted, 'soon') and promises.state = 'open' and promises.kept_on is null
            and promises.judged_on <= cast($until as date) + cast($soon as integer)
        )
        and ($since is null or promises.judged_on >= cast($since as date))
        and ($kind is null or promises.kind = $kind)
        and (not $answered or promises.answered_on is not null or promises.state in ('kept', 'late'))
        and ($region is null or promises.region = $region)
        and (
            $segment is null
            or promises.customer_id in (
                select customer_id from query_table(coalesce($segment, 'saved_segment_members'))
            )
        )
)
select
    listed.*,
    count(*) over () as promises,
    count(distinct listed.customer_id) over () as customers,
    (
        select sum(greatest(each.contribution, 0))
        from (select distinct customer_id, contribution from listed) as each
    ) as contribution_of_all
from listed
order by listed.contribution desc nulls last, listed.due_on, listed.promise_id
limit $limit
