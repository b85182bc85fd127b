-- grain: one customer who ordered in the window, with the signs of each type, which types hold, and the first of them
with first_and_last as (
    select
        customer_id,
        count(*) as order_days,
        min(day) as first_on,
        max(day) as last_on,
        date_diff('day', min(day), cast($as_of as date)) as known_days,
        date_diff('day', min(day), cast($as_of as date)) // 91 + 1 as quarters
    from purchase_days
    where purchases > 0 and day <= cast($as_of as date)
    group by customer_id
),
bought as (
    select *
    from first_and_last
    where last_on >= cast($since as date)
),
active as (
    select customer_id, count(*) as active_quarters
    from (
        select distinct customer_id, date_diff('day', day, cast($as_of as date)) // 91 as quarter
        from purchase_days
        where purchases > 0 and day <= cast($as_of as date)
    ) as quarters
    group by customer_id
),
recommended as (
    select customer_id, avg(cast(score as double)) as recommends
    from surveys
    where measure = 'nps' and customer_id is not null and answered_at < cast($as_of as date) + 1
    group by customer_id
),
referring as (
    select person_id as customer_id, count(*) as referrals
    from touchpoints
    where kind = 'recommended' and occurred_at < cast($as_of as date) + 1
    group by person_id
),
pointing as (
    select person_id as customer_id, cast(occurred_at as date) as day, kind
    from touchpoints
    where occurred_at < cast($as_of as date) + 1
        and (step is null or step not in ('use', 'bond', 'return', 'advocate'))
        and kind in ('served', 'referred')
        and (variant is null or variant <> 'held out')
),
orders_of_window as (
    select orders.customer_id, orders.order_id, min(cast(orders.ordered_at as date)) as day
    from orders
    left join split_orders on split_orders.customer_id = orders.customer_id and split_orders.order_id = orders.order_id
    where orders.revenue >= 0
        and orders.customer_id in (select customer_id from pointing)
        and orders.ordered_at >= cast($since as date) and orders.ordered_at < cast($as_of as date) + 1
        and (split_orders.first_on is null or cast(orders.ordered_at as date) = split_orders.first_on)
    group by orders.customer_id, orders.order_id
),
pointed_at as (
    select
        orders_of_window.customer_id,
        orders_of_window.order_id,
        max(case when pointing.kind = 'served' then 1 else 0 end) as assisted,
        max(case when pointing.kind = 'referred' then 1 else 0 end) as referred
    from orders_of_window
    inner join pointing
        on pointing.customer_id = orders_of_window.customer_id
        and pointing.day <= orders_of_window.day
        and pointing.day >= orders_of_window.day
        - case when pointing.kind = 'served' then $assist_days else $referral_days end
    group by orders_of_window.customer_id, orders_of_window.order_id
),
social as (
    select customer_id, sum(assisted) as assisted_orders, sum(referred) as referred_orders, count(*) as pointed_orders
    from pointed_at
    group by customer_id
),
recent as (
    select customer_id, purchases as recent_orders
    from query_table($window)
    where customer_id is not null
),
discounts as (
    select
        customer_id,
        cast(sum(discount) as double) as discount,
        cast(coalesce(sum(discount), 0) + sum(revenue) as double) as undiscounted
    from orders
    where ordered_at >= cast($since as date) and ordered_at < cast($as_of as date) + 1 and revenue >= 0
    group by customer_id
),
company as (
    select sum(discount) / nullif(sum(undiscounted), 0) as company_discount_share
    from discounts
),
numbered_categories as (
    select product_id, dense_rank() over (order by category) as category
    from products
    where category is not null
),
categories as (
    select customer_id, count(*) as categories
    from (
        select distinct orders.customer_id, numbered_categories.category
        from orders
        inner join numbered_categories on numbered_categories.product_id = orders.product_id
        where
            orders.ordered_at >= cast($since as date)
            and orders.ordered_at < cast($as_of as date) + 1
            and orders.revenue >= 0
    ) as met
    where customer_id is not null
    group by customer_id
),
hurrying as (
    select customer_id, count(*) as speed_signs
    from (
        select customer_id from tickets
        where
            opened_at < cast($as_of as date) + 1
            and lower(kind) <> 'call'
            and regexp_matches(lower(topic), $speed_words)
        union all
        select customer_id from orders
        where len(cast($fast_channels as varchar[])) > 0  -- or no line is read at all
            and ordered_at < cast($as_of as date) + 1 and list_contains(cast($fast_channels as varchar[]), channel)
    ) as hurried
    where customer_id is not null
    group by customer_id
),
delays as (
    select customer_id, max(cast(opened_at as date)) as delayed_on
    from tickets
    where
        customer_id is not null
        and opened_at < cast($as_of as date) + 1
        and lower(kind) <> 'call'
        and (
            regexp_matches(lower(topic), $delay_words)
            or $delay_hours < date_diff(
                'hour', opened_at, least(coalesce(answered_at, cast($as_of as date) + 1), cast($as_of as date) + 1)
            )
        )
    group by customer_id
),
leaving as (
    select customer_id, max(left_on) as left_on
    from churn_reasons
    where left_on <= cast($as_of as date) and regexp_matches(lower(reason), $delay_reasons)
    group by customer_id
),
signs as (
    select
        bought.customer_id, order_days, first_on, last_on, known_days, active_quarters, quarters,
        cast(active_quarters as double) / quarters as quarter_share,
        recommends,
        coalesce(referrals, 0) as referrals,
        coalesce(recent_orders, 0) as recent_orders,
        coalesce(assisted_orders, 0) as assisted_orders,
        coalesce(referred_orders, 0) as referred_orders,
        coalesce(pointed_orders, 0) as pointed_orders,
        cast(coalesce(pointed_orders, 0) as double) / nullif(recent_orders, 0) as pointed_share,
        categories,
        discounts.discount / nullif(discounts.undiscounted, 0) as discount_share,
        company_discount_share,
        case
            when first_touch_on <= first_order_on then date_diff('day', first_touch_on, first_order_on)
        end as days_to_order,
        coalesce(speed_signs, 0) as speed_signs,
        case
            when last_on <= delayed_on and date_diff('day', delayed_on, cast($as_of as date)) >= $left_days
                then delayed_on
        end as left_after_delay_on,
        left_on
    from bought
    cross join company
    left join recommended on recommended.customer_id = bought.customer_id
    left join referring on referring.customer_id = bought.customer_id
    left join recent on recent.customer_id = bought.customer_id
    left join social on social.customer_id = bought.customer_id
    left join active on active.customer_id = bought.customer_id
    left join discounts on discounts.customer_id = bought.customer_id
    left join categories on categories.customer_id = bought.customer_id
    left join people on people.person_id = bought.customer_id
    left join hurrying on hurrying.customer_id = bought.customer_id
    left join delays on delays.customer_id = bought.customer_id
    left join leaving on leaving.customer_id = bought.customer_id
),
judged as (
    select
        *,
        order_days >= $loyal_orders and known_days >= $loyal_days and quarter_share >= $loyal_quarters
        and (recommends is null or recommends >= $promoter or referrals > 0) as is_loyal,
        $social_known and recent_orders >= $social_orders and coalesce(pointed_share, 0) >= $social_share as is_social,
        $need_known and recent_orders >= $need_orders and coalesce(categories <= $need_categories, false)
        and coalesce(discount_share >= $need_discount * company_discount_share and discount_share > 0, false)
            as is_need_based,
        $impatient_known and coalesce(days_to_order <= $impatient_days, false)
        and (speed_signs > 0 or left_after_delay_on is not null or left_on is not null) as is_impatient
    from signs
)
select
    *,
    case
        when is_loyal then 'Loyal'
        when is_social then 'Social'
        when is_need_based then 'Need-based'
        when is_impatient then 'Impatient'
        else 'None'
    end as kind
from judged
