-- grain: a customer of a mailing list that is saved; the list has the next number
-- made_at: the day as of which the list was made, at the present time of day.
insert into mailing_lists
select
    (select coalesce(max(list_id), 0) + 1 from mailing_lists) as list_id,
    cast($campaign as varchar) as campaign,
    cast($as_of as date) + cast(cast(now() as timestamp) as time) as made_at,
    unnest($ids) as customer_id,
    unnest($variants) as variant,
    unnest($offers) as offer
