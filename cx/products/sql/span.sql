-- grain: one row; what of the orders is known at $as_of, in months that have ended by then
select
    min(first_on) as first_on,
    max(case when cast(month + interval 1 month as date) <= cast($as_of as date) + 1 then month end) as last_month,
    coalesce(sum(case when product_id is not null then 1 else 0 end), 0) > 0 as has_products
from product_months
where first_on <= $as_of
