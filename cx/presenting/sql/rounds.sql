-- grain: one row per round of a slide, the newest first
select r.code, r.opened_at, r.revealed_at, count(g.device) as guesses
from rounds as r
left join guesses as g on g.code = r.code
where r.slide_id = $slide_id
group by r.code, r.opened_at, r.revealed_at
order by r.opened_at desc, r.code
