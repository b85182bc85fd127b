-- grain: a tier and a month of the window, counted back from its last day
-- The fixed cost of a tier is spread evenly over the days of the window.
with months as (
    select unnest($starts) as since, unnest($ends) as until
),
fixed as (
    select tier, sum(fixed_cost_share) / $days as fixed_cost_a_day
    from query_table($placed)
    where ($region is null or region = $region)
        and (
            $segment is null
            or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
        )
    group by tier
),
contributions as (
    select
        sums.tier,
        months.since,
        sum(
            revenue - known_cost - (1 - $gross_margin) * revenue_without_cost - $cost_per_order * orders
            - contact_cost - $cost_per_contact * contacts_without_cost
            - ticket_cost - $cost_per_ticket * tickets_without_cost
        ) as contribution
    from query_table($sums) as sums
    inner join months on sums.day >= months.since and sums.day <= months.until
    where $region is null or sums.region = $region
    group by sums.tier, months.since
)
select
    fixed.tier,
    months.since as month,
    coalesce(contributions.contribution, 0) as contribution,
    coalesce(contributions.contribution, 0) - fixed_cost_a_day * (months.until - months.since + 1) as profit
from fixed
cross join months
left join contributions on contributions.tier = fixed.tier and contributions.since = months.since
order by fixed.tier, months.since
