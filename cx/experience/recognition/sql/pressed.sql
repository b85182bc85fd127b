-- grain: a customer of one press, those to thank first
select thanks.customer_id, customers.name, customers.region, thanks.reason, thanks.words as fitting, thanks.variant
from noted_thanks as thanks
left join known_customers as customers on customers.customer_id = thanks.customer_id
where thanks.press_id = $press_id
order by thanks.variant desc, thanks.customer_id
