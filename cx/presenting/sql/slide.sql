-- grain: one row, the slide
select slide_id, deck_id, kind, title, notes, spoken, picture, question
from slides
where slide_id = $slide_id
