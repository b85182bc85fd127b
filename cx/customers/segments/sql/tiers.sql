-- grain: one tier that has a customer among those shown
select
    tier,
    count(*) as customers,
    sum(revenue) as revenue,
    sum(cost_of_goods) as cost_of_goods,
    sum(cost_to_serve) as cost_to_serve,
    sum(contribution) as contribution,
    sum(fixed_cost_share) as fixed_cost_share,
    sum(profit) as profit,
    count(case when profit >= 0 then 1 end) as covering,
    avg(case when doubt >= 0.9 then 1.0 else 0.0 end) as borderline_share
from query_table($placed)
where ($region is null or region = $region)
    and (
        $segment is null
        or customer_id in (select customer_id from query_table(coalesce($segment, 'saved_segment_members')))
    )
    and ($since is null or recency_days <= date_diff('day', cast($since as date), cast($as_of as date)))
group by tier
