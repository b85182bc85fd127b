-- grain: a saved mailing list, the latest first
select
    list_id, campaign, min(made_at) as made_at,
    count(*) filter (where variant = 'treated') as treated,
    count(*) filter (where variant = 'held out') as held_out
from mailing_lists
group by list_id, campaign
order by list_id desc
limit $limit
