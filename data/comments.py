"""What customers write beside their score: wordings by topic and language, and who writes which.

Every wording belongs to one topic, and every topic to one touchpoint and to a mood. Shares of topics are kept
exactly; who writes is drawn among those whose score and touchpoint fit. No wording holds a comma or a quotation
mark of English, so that files need no quotes.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data import names
from data.answers import CSAT, NPS, TOUCHPOINTS, Answers
from data.people import People
from data.views import NEW_CHECKOUT_DAY, RECOMMENDS, Views

COMMENTED = 0.15  # of the answers to recommend and of satisfaction
MOOD_WIDTH = 0.13
LANGUAGES = ("English", "Persian", "other")
OTHERS = 0.10  # share who write neither English nor Persian
THINGS = {
    "English": ("lamp", "chair", "rug", "pan", "kettle", "mirror", "shelf", "blanket"),
    "Persian": ("چراغ", "صندلی", "فرش", "تابه", "کتری", "آینه", "قفسه", "پتو"),
    "other": ("",),
}
DAYS = {"English": ("4", "6", "ten", "12"), "Persian": ("۴", "شش", "ده", "۱۲"), "other": ("",)}


@dataclass(frozen=True)
class Topic:
    """One thing that customers write about; wordings with {thing} or {days} stand for several."""

    name: str
    touchpoint: str
    share: float  # of all comments
    mood: float  # 0..1 on the scale of the score, around which it is written
    english: tuple[str, ...]
    persian: tuple[str, ...]
    others: tuple[str, ...]


TOPICS = (
    Topic(
        "late delivery", "Delivery", 0.13, 0.34,
        (
            "My {thing} came {days} days late",
            "Delivery took {days} days longer than promised",
            "Stayed at home all day and the courier never showed up",
            "They said Tuesday - it was delivered a week later",
            "Delivery is far too slow. {days} days for one {thing}",
            "The parcel was late again and nobody let me know",
            "It was a birthday present and the delivery came too late",
        ),
        (
            "سفارشم {days} روز دیر رسید",
            "قرار بود دو روزه برسد ولی {days} روز طول کشید",
            "کل روز خانه ماندم و پیک نیامد",
            "ارسالتان خیلی کند است. {days} روز برای یک {thing}؟",
            "بازم بسته‌ام با تاخیر رسید و کسی خبر نداد",
            "هدیه‌ی تولد بود و دیر تحویل دادند",
            "گفتند سه‌شنبه می‌رسد، هفته‌ی بعدش رسید",
        ),
        (
            "Livraison en retard de cinq jours", "Lieferung kam viel zu spät", "Доставка опоздала на неделю",
            "تأخر التوصيل أسبوعا كاملا", "Kargo çok geç geldi",
        ),
    ),
    Topic(
        "damaged on arrival", "Delivery", 0.08, 0.22,
        (
            "The {thing} arrived broken",
            "Box was crushed and the {thing} inside was damaged",
            "Scratches all over the {thing} when I unpacked it",
            "Badly packed - one corner of the {thing} was chipped",
            "Second time something arrives damaged. Please pack better",
            "The glass was cracked on arrival",
        ),
        (
            "{thing} شکسته به دستم رسید",
            "جعبه له شده بود و {thing} آسیب دیده بود",
            "وقتی باز کردم پر از خط و خش بود",
            "بسته‌بندی خیلی بد بود، گوشه‌ی {thing} لب‌پر شده",
            "دفعه‌ی دوم است که جنس شکسته می‌رسد",
            "شیشه‌اش ترک داشت",
        ),
        (
            "Colis arrivé cassé", "Paket war beschädigt", "Пришло разбитое стекло", "وصلت القطعة مكسورة",
            "Το δέμα ήρθε σπασμένο",
        ),
    ),
    Topic(
        "wrong item", "Delivery", 0.05, 0.44,
        (
            "I ordered the blue {thing} and got a grey one",
            "You sent me the wrong {thing}",
            "Wrong size in the box",
            "Got somebody else's order instead of mine",
            "Ordered two and only one {thing} was in the parcel",
            "Not the item I ordered. Wrong colour and wrong model",
        ),
        (
            "{thing} آبی سفارش دادم، طوسی فرستادید",
            "یک {thing} دیگر برایم فرستاده‌اید",
            "سایز اشتباه توی جعبه بود",
            "سفارش یک نفر دیگر را به من دادند",
            "دو تا خواسته بودم یکی فرستادید",
            "رنگ و مدلش آن چیزی نیست که سفارش داده بودم",
        ),
        ("Pas le bon article", "Falsche Farbe geliefert", "Прислали не тот цвет", "Yanlış ürün geldi"),
    ),
    Topic(
        "unhelpful support", "Support", 0.08, 0.12,
        (
            "The person on the phone was rude to me",
            "Support just passed me from one desk to the next",
            "Nobody at support wanted to help",
            "Your support agent hung up on me",
            "Explained my problem three times and support still did not help",
            "Customer service was unfriendly and not interested",
            "Was told it is my own fault. Very unhelpful service",
        ),
        (
            "پشتیبانی تلفنی با من بد حرف زد",
            "پشتیبانی فقط من را به این و آن پاس داد",
            "هیچ‌کس توی پشتیبانی نخواست کمک کند",
            "کارشناس پشتیبانی تلفن را قطع کرد",
            "سه بار مشکلم را توضیح دادم، پشتیبانی کاری نکرد",
            "برخورد پشتیبانی اصلا دوستانه نبود",
            "گفتند تقصیر خودت است! پشتیبانی یعنی این؟",
        ),
        (
            "Service client désagréable", "Der Kundendienst war unfreundlich", "Поддержка грубит",
            "خدمة العملاء لم تساعدني",
        ),
    ),
    Topic(
        "slow answer", "Support", 0.07, 0.31,
        (
            "Waited {days} days for an answer to my email",
            "No reply for more than a week",
            "Half an hour on hold before somebody answered",
            "Still no answer to my question about the {thing}",
            "You answer far too slowly",
            "Wrote three times and nobody replied",
        ),
        (
            "{days} روز منتظر جواب ایمیلم ماندم",
            "بیشتر از یک هفته است جواب نداده‌اید",
            "نیم ساعت پشت خط ماندم تا کسی جواب بدهد",
            "هنوز جواب سوالم درباره‌ی {thing} را نداده‌اید",
            "خیلی دیر جواب می‌دهید",
            "سه بار پیام دادم و کسی جواب نداد",
        ),
        (
            "Никто не ответил", "Keine Antwort seit zehn Tagen", "一直没有人回复",
            "Aucune réponse depuis une semaine",
        ),
    ),
    Topic(
        "price too high", "Price", 0.09, 0.60,
        (
            "Too expensive for what it is",
            "Nice {thing} but the price is too high",
            "Saw the same {thing} cheaper elsewhere",
            "Prices went up again since last year",
            "Shipping costs more than the {thing}",
            "Would buy more if it was not so expensive",
        ),
        (
            "برای چیزی که هست گران است",
            "{thing} خوب بود ولی قیمتش بالاست",
            "همین {thing} را جای دیگر ارزان‌تر دیدم",
            "قیمت‌ها باز هم گران شده",
            "هزینه‌ی ارسال از خود {thing} بیشتر شد",
            "اگر این‌قدر گران نبود بیشتر می‌خریدم",
        ),
        ("Zu teuer", "Trop cher pour ce que c'est", "Слишком дорого", "السعر مرتفع جدا", "价格太贵了"),
    ),
    Topic(
        "hard to return", "Support", 0.05, 0.50,
        (
            "Returning the {thing} was a nightmare",
            "Had to pay for the return myself",
            "The return form is impossible to find",
            "Refund took {days} days after I sent it back",
            "Why can I not return an online order in the shop?",
            "Sending things back is much too complicated",
        ),
        (
            "پس دادن {thing} مصیبت بود",
            "هزینه‌ی مرجوعی را خودم دادم",
            "فرم مرجوعی را توی سایت پیدا نمی‌کنم",
            "{days} روز بعد از مرجوعی پولم را برگرداندند",
            "چرا مرجوعی سفارش اینترنتی را توی فروشگاه قبول نمی‌کنید؟",
            "مرجوع کردن خیلی دردسر دارد",
        ),
        ("Rücksendung viel zu kompliziert", "Вернуть товар очень сложно", "Iade etmek çok zor"),
    ),
    Topic(
        "nice quality", "Product quality", 0.17, 0.93,
        (
            "Really good quality",
            "The {thing} is solid and well made",
            "Using the {thing} every day and it still looks like new",
            "Quality is better than I expected",
            "Well made and worth keeping. Very happy with the {thing}",
            "Excellent material - you can feel the quality",
        ),
        (
            "کیفیتش واقعا عالی است",
            "{thing} محکم و خوش‌ساخت است",
            "هر روز از {thing} استفاده می‌کنم و هنوز مثل روز اول است",
            "کیفیت از چیزی که فکر می‌کردم بهتر بود",
            "جنس {thing} خیلی خوب است، راضی‌ام",
            "مواد و دوختش باکیفیت است",
        ),
        ("Très bonne qualité", "Отличное качество", "质量很好", "جودة ممتازة", "Πολύ καλή ποιότητα"),
    ),
    Topic(
        "lovely design", "Product quality", 0.11, 0.96,
        (
            "Such a beautiful {thing}",
            "Love the design and the colours",
            "Everybody who visits asks about the {thing}",
            "Simple and elegant design. Exactly my style",
            "The {thing} looks gorgeous in our living room",
            "Pretty colours and a lovely pattern",
        ),
        (
            "چه {thing} قشنگی!",
            "عاشق طرح و رنگش شدم",
            "هر کس می‌آید خانه‌مان سراغ {thing} را می‌گیرد",
            "طرحش ساده و شیک است، دقیقا سلیقه‌ی من",
            "{thing} توی پذیرایی خیلی زیبا شده",
            "رنگ‌هایش قشنگ و طرحش چشم‌نواز است",
        ),
        ("Quel joli design", "Wunderschönes Muster", "Очень красивый дизайн", "تصميم جميل جدا", "设计很漂亮"),
    ),
    Topic(
        "easy checkout", "Checkout", 0.08, 0.86,
        (
            "Checkout was quick and easy",
            "Paid in two clicks. Perfect",
            "Ordering online is so simple now",
            "Much easier to pay than it used to be",
            "Payment worked first time and took a minute",
            "The checkout page is clear and easy to use",
        ),
        (
            "پرداخت سریع و راحت بود",
            "با دو کلیک پرداخت کردم",
            "ثبت سفارش خیلی آسان شده",
            "پرداخت از قبل خیلی راحت‌تر است",
            "پرداختم بار اول انجام شد و یک دقیقه هم نشد",
            "صفحه‌ی پرداخت ساده و روشن است",
        ),
        ("Paiement simple et rapide", "Bezahlen geht jetzt ganz einfach", "Оплата прошла быстро"),
    ),
    Topic(
        "helpful shop staff", "Store", 0.09, 0.90,
        (
            "The staff in the shop were so helpful",
            "Your colleague in the store found the right {thing} for me",
            "Friendly people in the shop and good advice",
            "The shop assistant carried the {thing} to my car",
            "Great service in your store. The staff took their time",
            "Nice staff who know what they are talking about",
        ),
        (
            "فروشنده‌های فروشگاه خیلی خوش‌برخورد بودند",
            "همکارتان توی فروشگاه بهترین {thing} را برایم پیدا کرد",
            "برخورد کارکنان فروشگاه عالی بود",
            "فروشنده {thing} را تا دم ماشین آورد",
            "توی فروشگاه با حوصله راهنمایی‌ام کردند",
            "فروشنده‌ها کارشان را بلدند، ممنون",
        ),
        (
            "Vendeurs très aimables au magasin", "Sehr nettes Personal im Laden",
            "Продавцы в магазине помогли", "Πολύ εξυπηρετικό κατάστημα",
        ),
    ),
)  # fmt: skip


def filled(wording: str, language: str) -> list[str]:
    """The texts that a wording stands for."""
    texts = [wording]
    for slot, words in (("{thing}", THINGS[language]), ("{days}", DAYS[language])):
        texts = [text.replace(slot, word) for text in texts for word in (words if slot in text else ("",))]
    return [text[0].upper() + text[1:] for text in texts]


def hurried(text: str) -> str:
    """The text as somebody types it who is in a hurry: small letters; in Persian no half-spaces."""
    return text.replace("\u200c", " ").lower().replace(". ", " ")


def slipped(text: str) -> str:
    """The text with two letters of its longest word swapped; in Persian with letters of an Arabic keyboard."""
    arabic = text.replace("ی", "ي").replace("ک", "ك")
    word = max(text.split(), key=len)
    middle = len(word) // 2
    swapped = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return arabic if arabic != text else text.replace(word, swapped) if text.isascii() else text


def excited(text: str) -> str:
    """The text with an exclamation mark."""
    return text if text[-1] in "?!؟" else text + "!"


STYLES = (str, hurried, slipped, excited)  # the first leaves the text as it stands
STYLE_SHARES = (0.69, 0.17, 0.06, 0.08)


def by_language(topic: Topic) -> tuple[tuple[str, ...], ...]:
    """The wordings of a topic in the order of LANGUAGES."""
    return topic.english, topic.persian, topic.others


# Texts lie topic by topic, language by language, wording by wording, each in every style.
FILLED = [
    (topic, [filled(wording, language) for wording in wordings])
    for topic in TOPICS
    for language, wordings in zip(LANGUAGES, by_language(topic), strict=True)
]
TEXTS = tuple(style(text) for _, groups in FILLED for texts in groups for text in texts for style in STYLES)
TEXT_COUNTS = np.array([len(texts) for _, groups in FILLED for texts in groups])  # an entry per wording
TEXT_STARTS = np.cumsum(TEXT_COUNTS) - TEXT_COUNTS
WORDING_COUNTS = np.array([len(groups) for _, groups in FILLED]).reshape(len(TOPICS), len(LANGUAGES))
WORDING_STARTS = (np.cumsum(WORDING_COUNTS) - WORDING_COUNTS.ravel()).reshape(WORDING_COUNTS.shape)


def languages(rng: np.random.Generator, crowd: People) -> np.ndarray:
    """Position in LANGUAGES in which each customer writes: most of those who live in Iran write Persian."""
    persian = np.where(crowd.region == names.REGIONS.index("Iran"), 0.92, 0.02)
    pick = rng.random(crowd.size)
    return np.select([pick < persian, pick < 1 - OTHERS], [1, 0], 2)


def write(rng: np.random.Generator, given: Answers, views: Views, language: np.ndarray) -> np.ndarray:
    """Position in TEXTS of the comment to each answer, -1 for most; customers write in their `language`."""
    topic = topics_of(rng, given, views)
    says = np.flatnonzero(topic >= 0)
    speaks = language[given.customer[says]]
    wording = WORDING_STARTS[topic[says], speaks]
    wording = wording + (rng.random(len(says)) * WORDING_COUNTS[topic[says], speaks]).astype(int)
    text = TEXT_STARTS[wording] + (rng.random(len(says)) * TEXT_COUNTS[wording]).astype(int)
    style = np.searchsorted(np.cumsum(STYLE_SHARES)[:-1], rng.random(len(says)), side="right")
    comment = np.full(len(topic), -1)
    comment[says] = text * len(STYLES) + style
    return comment


def topics_of(rng: np.random.Generator, given: Answers, views: Views) -> np.ndarray:
    """Position in TOPICS of what each answer is commented with, -1 for most: exact shares of all comments."""
    asked = np.flatnonzero((given.measure == NPS) | (given.measure == CSAT))
    topic = np.full(len(given.measure), -1)
    fits = fitting(given, asked, views)
    ends = np.rint(np.cumsum([one.share for one in TOPICS]) * COMMENTED * len(asked)).astype(int)
    for number, size in enumerate(np.diff(ends, prepend=0)):
        free = np.flatnonzero((fits[:, number] > 0.001) & (topic[asked] < 0))
        # The first of a race in which each is as quick as it fits: a draw by weight, nobody twice.
        finish = rng.exponential(1, len(free)) / fits[free, number]
        topic[asked[free[np.argsort(finish, kind="stable")[:size]]]] = number
    return topic


def fitting(given: Answers, asked: np.ndarray, views: Views) -> np.ndarray:
    """How well each topic fits each answer to recommend or of satisfaction, 0 or more."""
    recommends = given.measure[asked] == NPS
    mood = np.where(recommends, given.score[asked] / 10, (given.score[asked] - 1) / 4)
    fits = np.zeros((len(asked), len(TOPICS)))
    for number, topic in enumerate(TOPICS):
        touchpoint = TOUCHPOINTS.index(topic.touchpoint)
        view = views.own[given.customer[asked], touchpoint] * np.sign(topic.mood - 0.7)
        suits = np.where(recommends, np.exp(2 * RECOMMENDS[touchpoint] * view), given.subject[asked] == touchpoint)
        fits[:, number] = suits * np.exp(-(((mood - topic.mood) / MOOD_WIDTH) ** 2) / 2)
        if topic.name == "easy checkout":
            fits[:, number] *= np.where(given.second[asked] < NEW_CHECKOUT_DAY * 86400, 0.15, 1)
    return fits


WORST_FIRST = (
    "unhelpful support", "damaged on arrival", "late delivery", "slow answer", "wrong item", "hard to return",
    "price too high", "easy checkout", "helpful shop staff", "nice quality", "lovely design",
)  # fmt: skip
"""Topics by the mean score to recommend that comes with them. It is not their mood alone: who writes of a touchpoint
that moves the score much, as Delivery does, thinks badly of it.
"""


def frame() -> pd.DataFrame:
    """A row per text that may occur: comment, topic, touchpoint, language."""
    topics = np.repeat(np.arange(len(TOPICS)), WORDING_COUNTS.sum(axis=1))
    language = np.repeat(np.tile(np.arange(len(LANGUAGES)), len(TOPICS)), WORDING_COUNTS.ravel())
    times = TEXT_COUNTS * len(STYLES)
    found = pd.DataFrame(
        {
            "comment": TEXTS,
            "topic": np.array([topic.name for topic in TOPICS])[np.repeat(topics, times)],
            "touchpoint": np.array([topic.touchpoint for topic in TOPICS])[np.repeat(topics, times)],
            "language": np.array(LANGUAGES)[np.repeat(language, times)],
        }
    )
    return found.drop_duplicates(ignore_index=True)


def truth() -> list[tuple[str, float, str]]:
    """Share of answers with a comment, number of topics, and each topic's share and place by mean score."""
    page = "experience/voice"
    return [
        ("answers with a comment", COMMENTED, page),
        ("topics", len(TOPICS), page),
        *[(f"share of comments: {topic.name}", topic.share, page) for topic in TOPICS],
        *[
            (f"place by mean score, worst first: {name}", place, page)
            for place, name in enumerate(WORST_FIRST, start=1)
        ],
    ]
