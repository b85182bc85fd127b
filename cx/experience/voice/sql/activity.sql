-- grain: the end of a period and a customer who ordered in the 12 months up to it
-- The cell is the fifth of the customers, by their orders in these months: cut at the quintiles over everybody, so that
-- equal counts share a cell and some cells may be empty.
with spans as (
    select unnest(cast($lasts as date[])) as last, unnest(cast($active_from as date[])) as active_from
),
orders_of as (
    select spans.last, purchase_days.customer_id, sum(purchase_days.purchases) as orders
    from spans
    inner join purchase_days on purchase_days.day >= spans.active_from and purchase_days.day <= spans.last
    where purchase_days.purchases > 0
    group by spans.last, purchase_days.customer_id
),
cuts as (
    select last, quantile_cont(cast(orders as double), [0.2, 0.4, 0.6, 0.8]) as cut
    from orders_of
    group by last
)
select
    orders_of.last,
    orders_of.customer_id,
    1 + cast(orders > cut[1] as integer) + cast(orders > cut[2] as integer) + cast(orders > cut[3] as integer)
    + cast(orders > cut[4] as integer) as cell
from orders_of
inner join cuts on cuts.last = orders_of.last
