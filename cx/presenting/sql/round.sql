-- grain: one row, the round with its question
select r.code, r.slide_id, r.revealed_at, s.title, s.question
from rounds as r
inner join slides as s on s.slide_id = r.slide_id
where r.code = $code
