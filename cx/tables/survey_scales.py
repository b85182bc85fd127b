"""Between which scores does the answer to a survey lie?"""

SCALES = {
    "nps": (0, 10),
    "employee": (0, 10),
    "csat": (1, 5),
    "ces": (1, 7),
    "expectation": (1, 10),
    "promise": (1, 10),
    "perception": (1, 10),
    "importance": (1, 10),
}
"""Lowest and highest score of each measure of a survey; NPS and the employees' score by definition, CSAT as top 2 of
5.
"""

WHOLE_SCALES = ("nps", "employee")
