-- grain: one row per guess of a round, in the order they came
select guess
from guesses
where code = $code
order by guessed_at, device
