"""What the employees answer every quarter: would they recommend the company as an employer, and why?"""

import numpy as np

from data.answers import EMPLOYEE, SUBJECTS, TEAMS, Answers, answers, joined, spread
from data.seasons import day_number, opening_hours

TEAM_SIZES = (6, 6, 7, 6, 6, 8, 7, 6)  # part-timers of the stores and the warehouse included
TEAM_MOODS = (7.7, 7.6, 5.7, 7.3, 7.5, 7.4, 6.0, 8.1)
BETWEEN_PEOPLE, BETWEEN_ROUNDS = 1.1, 1.0  # deviations of the scores of a team, and of one person
ANSWERED = 0.9  # share of a team that answers a round
FIRST_TEAM = SUBJECTS.index(TEAMS[0])
COMMENTED = 0.45

# For each team, what its content and what its unhappy members write. Nobody is named.
REMARKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "product and design": (
        (
            "I get to see my drawings on the shelf",
            "از دیدن طرح‌هایم توی فروشگاه کیف می‌کنم",
            "We finally listen to what customers ask for",
            "تیم هم‌دل است و حرف همه شنیده می‌شود",
        ),
        (
            "Good ideas wait months for a decision",
            "برای هر نمونه باید سه بار تایید بگیریم",
            "Priorities change every week",
            "هر هفته اولویت‌ها عوض می‌شود",
        ),
    ),
    "e-commerce and IT": (
        (
            "Proud of the new checkout",
            "از پرداخت جدید سایت واقعا راضی‌ام",
            "We see at once whether a change works",
            "نتیجه‌ی کارمان را همان روز می‌بینیم",
        ),
        (
            "Too much old code and no time to clean it up",
            "شب‌ها هم باید آماده‌باش باشیم",
            "The stock shown online is often wrong",
            "موجودی سایت با انبار نمی‌خواند",
        ),
    ),
    "support": (
        (
            "My colleagues at the desk keep me going",
            "همکارهایم عالی‌اند حتی در روزهای شلوغ",
        ),
        (
            "Far too few people for the number of calls",
            "We get the anger for things other teams promised",
            "I am not allowed to solve anything myself",
            "تعداد تماس‌ها خیلی زیاد است و نفر کم داریم",
            "جواب قول‌های بقیه را ما باید بدهیم",
            "بین دو تماس حتی فرصت چای خوردن نیست",
        ),
    ),
    "finance and sales": (
        (
            "Clear work and fair hours",
            "کار منظم است و ساعت کاری مناسب",
            "Good products sell themselves",
            "فروش محصولی که دوستش داری لذت دارد",
        ),
        (
            "Month end is still done by hand",
            "آخر هر ماه تا دیروقت می‌مانیم",
            "Targets go up and the bonus does not",
            "پورسانت‌ها شفاف نیست",
        ),
    ),
    "marketing": (
        (
            "We may try new things",
            "دستمان برای ایده‌های تازه باز است",
            "Nice team and a lot to learn",
            "فضای دوستانه‌ای داریم",
            "Interesting people every week",
            "کارمان دیده می‌شود",
        ),
        (
            "We are asked to promise what delivery cannot keep",
            "بودجه همیشه دقیقه نود می‌رسد",
            "Nobody measures what our mails bring",
            "کسی نتیجه‌ی کمپین‌ها را نگاه نمی‌کند",
            "We hear about problems from the press first",
            "خبرها را دیرتر از همه می‌شنویم",
        ),
    ),
    "stores": (
        (
            "I love it when a customer comes back to show me a photo",
            "مشتری‌های همیشگی مثل دوست شده‌اند",
        ),
        (
            "On Saturdays two of us run the whole shop",
            "آخر هفته‌ها نیرو کم است",
        ),
    ),
    "fulfilment and logistics": (
        (
            "Good colleagues on my shift",
            "بچه‌های شیفت خیلی هوای هم را دارند",
        ),
        (
            "Shifts are planned two days ahead and I cannot plan my life",
            "The scanners break down every day",
            "Before Nowruz we work twelve hours and nobody says thanks",
            "شیفت‌ها را دیر اعلام می‌کنند",
            "انبار زمستان‌ها خیلی سرد است",
            "قبل از عید دوازده ساعت کار می‌کنیم و کسی تشکر نمی‌کند",
        ),
    ),
    "people and management": (
        (
            "We have time for people",
            "به حرف آدم‌ها گوش می‌دهیم",
            "Everybody here wants to learn",
            "دوره‌ها واقعا به درد کار می‌خورد",
            "We know where we want to go",
            "مسیر شرکت روشن است",
        ),
        (
            "We hire and hire because people leave",
            "دائم باید جای رفته‌ها را پر کنیم",
            "Courses are cancelled when the shops are busy",
            "وقت شلوغی اول از همه آموزش حذف می‌شود",
            "Too many meetings and too few decisions",
            "جلسه زیاد است و تصمیم کم",
        ),
    ),
}
WORDINGS = tuple(text for team in TEAMS for side in REMARKS[team] for text in side)
COUNTS = np.array([[len(side) for side in REMARKS[team]] for team in TEAMS])  # team x (content, unhappy)
STARTS = (np.cumsum(COUNTS) - COUNTS.ravel()).reshape(COUNTS.shape)


def draw(rng: np.random.Generator, first_comment: int) -> Answers:
    """Scores of 0 to 10, some members not answering; their remarks are numbered from `first_comment` on."""
    rounds = [(year, month) for year in (2023, 2024, 2025) for month in (2, 5, 8, 11)]
    team = np.repeat(np.arange(len(TEAMS)), TEAM_SIZES)
    mood = rng.normal(np.array(TEAM_MOODS)[team], BETWEEN_PEOPLE)
    parts = []
    for year, month in rounds:
        answers_now = rng.random(len(team)) < ANSWERED
        here = team[answers_now]
        score = spread(rng, mood[answers_now] + 0.1 * (year - 2024), BETWEEN_ROUNDS, 0, 10)
        second = (day_number(year, month, 12) + rng.integers(0, 9, len(here))) * 86400 + opening_hours(rng, len(here))
        comment = remarks(rng, here, score, first_comment)
        codes = {"subject": FIRST_TEAM + here, "comment": comment}
        parts.append(answers(np.full(len(here), -1), second, EMPLOYEE, score, **codes))
    return joined(parts)


def remarks(rng: np.random.Generator, team: np.ndarray, score: np.ndarray, first_comment: int) -> np.ndarray:
    """A remark typical of the team, from some of those who are content (8 or more) or unhappy (6 or less)."""
    side = np.where(score >= 8, 0, 1)
    pick = STARTS[team, side] + (rng.random(len(team)) * COUNTS[team, side]).astype(int)
    says = (rng.random(len(team)) < COMMENTED) & (score != 7)
    return np.where(says, first_comment + pick, -1)
