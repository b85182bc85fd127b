-- grain: one region that a customer has
select region
from known_customers
where region is not null
group by region
order by region
