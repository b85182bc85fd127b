-- grain: one product, by name
select product_id, coalesce(name, product_id) as name, category
from products
order by coalesce(name, product_id), product_id
