-- grain: a campaign, a group and one of its two arms: those who were sent a mail, those held out
select
    outcomes.campaign,
    case when $is_grouped then coalesce(groups.name, 'not known') else '' end as "group",
    outcomes.is_held_out,
    min(first_day) as sent_on,
    max(last_day) as last_day,
    count(*) as n,
    count(*) filter (where opened) as opened,
    count(*) filter (where clicked) as clicked,
    count(*) filter (where unsubscribed) as unsubscribed,
    count(*) filter (where bought) as bought,
    sum(cost) as cost,
    sum(orders) as orders,
    sum(orders * orders) as orders_squares,
    sum(orders_before) as orders_before,
    sum(orders_before * orders_before) as orders_before_squares,
    sum(orders * orders_before) as orders_products,
    sum(orders_later) as orders_later,
    sum(orders_later * orders_later) as orders_later_squares,
    sum(margin) as margin,
    sum(margin * margin) as margin_squares,
    sum(margin_before) as margin_before,
    sum(margin_before * margin_before) as margin_before_squares,
    sum(margin * margin_before) as margin_products,
    sum(revenue_before) as revenue_before,
    sum(revenue_before * revenue_before) as revenue_before_squares
from query_table($outcomes) as outcomes
left join query_table($groups) as groups on groups.customer_id = outcomes.customer_id
where $campaign is null or outcomes.campaign = $campaign
group by 1, 2, 3
order by 1, 2, 3
