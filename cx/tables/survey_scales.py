"""Between which scores does the answer to a survey lie?"""

SCALES = {
    "nps": (0, 10),
    "csat": (1, 5),
    "ces": (1, 7),
    "expectation": (1, 10),
    "promise": (1, 10),
    "perception": (1, 10),
    "importance": (1, 10),
    "employee": (0, 10),
    "kano_with": (1, 5),
    "kano_without": (1, 5),
}
"""Lowest and highest score of each measure of a survey; NPS and the employees' score by definition, CSAT as top 2 of
5, Kano's two questions (if it were there, if it were not) as 1 like, 2 expect, 3 neutral, 4 can live with, 5 dislike.
"""

WHOLE_SCALES = (("nps", "employee"), ("kano_with", "kano_without"))
"""Measures whose scores are whole numbers, those together that one sentence names."""
