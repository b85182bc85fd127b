-- grain: a promise to a customer, of a file or written down in the app, with what was marked in the app
-- reads: promises, noted_promises, promise_marks
-- judged_on: the day on which it counts as kept or not: when it was due, or 30 days after it was claimed. A guarantee
-- counts by its claim alone, whatever day it runs to. Blank where neither is known, and where it was due, claimed or
-- kept before it was made.
with every_promise as (
    select
        promise_id, made_on, customer_id, touchpoint, kind, words, due_on, asked_on, answered_on, kept_on, kept, amount,
        false as is_noted
    from promises
    union all
    select
        promise_id, made_on, customer_id, touchpoint, kind, words, due_on, cast(null as date), cast(null as date),
        cast(null as date), cast(null as boolean), amount, true
    from noted_promises
),
marked as (
    select
        every_promise.promise_id,
        every_promise.made_on,
        every_promise.customer_id,
        every_promise.touchpoint,
        every_promise.kind,
        every_promise.words,
        every_promise.due_on,
        coalesce(every_promise.asked_on, promise_marks.asked_on) as asked_on,
        every_promise.answered_on,
        coalesce(every_promise.kept_on, promise_marks.kept_on) as kept_on,
        every_promise.kept,
        every_promise.amount,
        every_promise.is_noted
    from every_promise
    left join promise_marks on promise_marks.promise_id = every_promise.promise_id
),
dated as (
    select
        *,
        coalesce(due_on < made_on, false) or coalesce(asked_on < made_on, false)
        or coalesce(kept_on < made_on, false) as is_impossible
    from marked
),
judged as (
    select
        *,
        case
            when is_impossible then null
            when kind = 'guarantee' or due_on is null then asked_on + 30
            else due_on
        end as judged_on
    from dated
)
select
    *,
    case
        when judged_on is null then null
        when kept_on is not null then kept_on <= judged_on
        else coalesce(kept, false)
    end as is_kept
from judged
