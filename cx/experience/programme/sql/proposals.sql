-- grain: a proposal, the latest first
select
    proposal_id,
    proposed_on,
    team,
    touchpoint,
    words,
    state,
    answered_on,
    seen,
    cast(date_diff('day', proposed_on, answered_on) as double) as days_to_answer
from proposals
order by proposed_on desc, proposal_id desc
