-- grain: a customer who is marked as thanked or held out; the press has the next number
insert into noted_thanks
select
    (select coalesce(max(press_id), 0) + 1 from noted_thanks) as press_id,
    unnest($ids) as customer_id, cast($thanked_on as date) as thanked_on, unnest($reasons) as reason,
    unnest($variants) as variant, unnest($words) as words, cast(now() as timestamp) as noted_at
