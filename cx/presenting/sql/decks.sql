-- grain: one row per deck, in the order they were made
select d.deck_id, d.name, d.made_at, count(s.slide_id) as slides
from decks as d
left join slides as s on s.deck_id = d.deck_id
group by d.deck_id, d.name, d.made_at
order by d.deck_id
