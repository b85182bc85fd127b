-- grain: a promise made by the end of the day, with what is known of it then
-- state: open (not due yet), kept, late (kept after it was due), broken (recorded as not kept), overdue (due and not
-- kept yet), given (no day on which it counts: a guarantee without a claim, no due date, or dates that cannot be true)
select
    promises.promise_id, promises.customer_id, customers.region, promises.kind, promises.touchpoint, promises.words,
    promises.made_on, promises.due_on, promises.amount, promises.is_noted,
    case when promises.asked_on <= cast($as_of as date) then promises.asked_on end as asked_on,
    case when promises.answered_on <= cast($as_of as date) then promises.answered_on end as answered_on,
    case when promises.kept_on <= cast($as_of as date) then promises.kept_on end as kept_on,
    promises.is_impossible,
    case
        when promises.asked_on is null or promises.asked_on <= cast($as_of as date) then promises.judged_on
        when promises.kind <> 'guarantee' then promises.due_on
    end as judged_on,
    case
        when promises.judged_on is null then 'given'
        when
            promises.asked_on > cast($as_of as date)
            and (promises.kind = 'guarantee' or promises.due_on is null)
            then 'given'
        when promises.judged_on > cast($as_of as date) then 'open'
        when promises.is_kept then 'kept'
        when promises.kept_on <= cast($as_of as date) then 'late'
        when promises.kept_on is null and not promises.kept then 'broken'
        else 'overdue'
    end as state
from known_promises as promises
left join known_customers as customers on customers.customer_id = promises.customer_id
where promises.made_on <= cast($as_of as date)
