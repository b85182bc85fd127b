-- grain: a name under which somebody was met: source with channel, campaign and kind
-- contacts counts orders, not their lines. cost is blank where no row of the name carries one; priced counts who do.
select
    source, channel, campaign, kind,
    count(distinct order_id) + count(case when source <> 'orders' then 1 end) as contacts,
    sum(cost) as cost,
    count(cost) as priced
from contacts
group by source, channel, campaign, kind
