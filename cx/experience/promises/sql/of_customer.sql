-- grain: a promise to the customer, the last one made first
select
    promise_id, made_on, kind, touchpoint, words, coalesce(judged_on, due_on) as due_on, asked_on, answered_on, kept_on,
    amount, is_noted, state
from query_table($states)
where customer_id = $customer_id
order by made_on desc, promise_id desc
