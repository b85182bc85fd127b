-- grain: one row: the highest score of the study in the window, and how many scores it has
select cast(max(score) as double) as highest, count(*) as scores
from surveys
where
    measure in ('promise', 'expectation', 'perception', 'importance')
    and answered_at >= cast($since as date) and answered_at < cast($as_of as date) + 1
