-- grain: a promise that was written down in the app, the last one first
select
    promises.promise_id, promises.made_on, promises.customer_id, customers.name, promises.touchpoint, promises.kind,
    promises.words, promises.due_on, promises.asked_on, promises.kept_on, promises.amount
from known_promises as promises
inner join noted_promises as noted on noted.promise_id = promises.promise_id
left join known_customers as customers on customers.customer_id = promises.customer_id
where promises.is_noted
order by noted.noted_at desc, promises.promise_id desc
