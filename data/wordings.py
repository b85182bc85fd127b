"""What customers write when they open a ticket: short texts in English and Persian, by topic.

No text holds a comma, a quotation mark or a line break: the files are written without quoting.
"""

import numpy as np

WORDINGS = {
    "Late delivery": (
        ("Parcel is four days late", "Was due on Monday and is not here", "Waited at home all day for nothing"),
        ("بسته‌ام دیر رسید", "قرار بود دیروز برسد ولی نرسید"),
    ),
    "Damaged on arrival": (
        ("Lid was cracked on arrival", "Two glasses are broken", "Box was crushed and the pan is dented"),
        ("لیوان‌ها شکسته رسید", "در قابلمه ترک دارد"),
    ),
    "Wrong item": (
        ("Ordered blue and got green", "This is not the size I ordered", "Another customer's parcel came to me"),
        ("رنگ اشتباه فرستادید", "کالای دیگری به دستم رسید"),
    ),
    "Quality": (
        ("Coating came off after a month", "Handle is loose", "Colour washed out the first time"),
        ("روکش تابه زود خراب شد", "دسته قوری لق است"),
    ),
    "Billing": (
        ("Charged twice for one order", "Discount is missing on my bill", "Refund has not arrived"),
        ("دو بار پول کم شده است", "تخفیف در فاکتور نیامده"),
    ),
    "Where is my order": (
        ("When will my order arrive?", "Tracking has not moved for two days", "Has my parcel left the warehouse?"),
        ("سفارش من کجاست؟", "بسته کی می‌رسد؟"),
    ),
    "How to use": (
        ("Does this pan work on induction?", "How do I set the timer?", "Can it go in the oven?"),
        ("این قابلمه روی گاز القایی کار می‌کند؟", "چطور لامپ را عوض کنم؟"),
    ),
    "Care and cleaning": (
        ("How do I clean copper?", "Is it safe in the dishwasher?", "How do I get tea stains out?"),
        ("مس را چطور تمیز کنم؟", "در ماشین ظرفشویی شسته می‌شود؟"),
    ),
    "Invoice": (
        ("Please send the invoice again", "I need an invoice in the name of my company", "Where do I find my receipt?"),
        ("فاکتور را دوباره بفرستید", "فاکتور رسمی می‌خواهم"),
    ),
    "Express delivery": (
        ("Is there an express delivery?", "I need it before the weekend", "What does express cost?"),
        ("ارسال فوری دارید؟", "تا آخر هفته لازمش دارم"),
    ),
    "Change of address": (
        ("We are moving to a larger home", "Please note my new address", "Deliver to our new flat from now on"),
        ("نشانی من عوض شده", "به خانه تازه اسباب‌کشی کرده‌ایم"),
    ),
    "Same-day delivery": (
        ("Could you deliver the same day?", "I would pay to have it this evening", "Here by night if I order at noon"),
        ("ارسال همان روز می‌خواهم", "می‌شود تا عصر برسانید؟"),
    ),
    "Spare parts": (
        ("I need only a new lid", "Do you sell the seal on its own?", "Looking for a spare handle"),
        ("فقط در یدکی می‌خواهم", "واشر جدا می‌فروشید؟"),
    ),
    "Gift wrapping": (
        ("Please offer gift wrapping", "Could you add a card to a present?", "Wrapped for a wedding please"),
        ("کادوپیچ هم داشته باشید", "برای هدیه بسته‌بندی کنید"),
    ),
    "Pay in instalments": (
        ("Can I pay in three instalments?", "Monthly payment would help", "Would like to split the bill"),
        ("قسطی هم می‌فروشید؟", "پرداخت ماهانه می‌خواهم"),
    ),
    "More colours": (
        ("Please make it in black too", "More colours for the towels please", "Is there a red one?"),
        ("رنگ سرمه‌ای هم بیاورید", "رنگ‌های بیشتر می‌خواهم"),
    ),
    "Repair service": (
        ("Could you repair instead of replace?", "I want my copper tinned again", "I would pay for a repair service"),
        ("سرویس تعمیر داشته باشید", "قابلمه مسی را سفیدگری می‌کنید؟"),
    ),
}  # fmt: skip
TEXTS = [text for english, persian in WORDINGS.values() for text in english + persian]
_COUNTS = np.array([len(texts) for languages in WORDINGS.values() for texts in languages])  # topic by topic, en then fa
_FIRST = np.cumsum(_COUNTS) - _COUNTS


def draw(rng: np.random.Generator, topics: list[str], topic: np.ndarray, persian: np.ndarray) -> np.ndarray:
    """Position in TEXTS for each ticket; `topic` is a position in `topics`."""
    place = np.array([list(WORDINGS).index(name) for name in topics])[topic] * 2 + persian
    return _FIRST[place] + (rng.random(len(place)) * _COUNTS[place]).astype(int)
