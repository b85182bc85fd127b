-- grain: one row per slide of a deck, in the order they are shown
select slide_id, deck_id, kind, title, notes, spoken, picture, question
from slides
where deck_id = $deck_id
order by place, slide_id
