-- grain: a customer of a saved mailing list, those to mail first
select
    saved.customer_id, known.name, contacts.email, saved.campaign, saved.variant,
    saved.offer as product_id, coalesce(products.name, saved.offer) as product
from mailing_lists as saved
left join known_customers as known on known.customer_id = saved.customer_id
left join query_table($contacts) as contacts on contacts.customer_id = saved.customer_id
left join products on products.product_id = saved.offer
where saved.list_id = $list_id
order by saved.variant desc, saved.customer_id
