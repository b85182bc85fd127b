-- grain: a customer to mail or to hold out, most contribution first; every row carries totals of the whole list
-- variant: by a hash of campaign and customer, so that the same customer is always on the same side of a campaign.
with drawn as (
    select
        *,
        case
            when md5_number_lower(concat($campaign, chr(31), customer_id)) / 18446744073709551616.0 < $hold_out
                then 'held out'
            else 'treated'
        end as variant
    from query_table($standing)
    where state = 'listed'
)
select
    drawn.customer_id, known.name, drawn.tier, contacts.email, drawn.variant,
    wide.* exclude (customer_id),
    drawn.mails, drawn.opened, drawn.clicked, drawn.bought, drawn.last_mail, drawn.contribution, drawn.region,
    count(*) over () as customers,
    count(*) filter (where drawn.variant = 'held out') over () as held_out,
    count(contacts.email) over () as with_email
from drawn
left join known_customers as known on known.customer_id = drawn.customer_id
left join query_table($contacts) as contacts on contacts.customer_id = drawn.customer_id
left join query_table($wide) as wide on wide.customer_id = drawn.customer_id
order by drawn.contribution desc nulls last, drawn.customer_id
limit $limit
