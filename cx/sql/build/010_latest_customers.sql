-- grain: a customer; customers holds each of them once (cx.kinds.UNIQUE)
-- reads: customers
select customer_id, name, region
from customers
