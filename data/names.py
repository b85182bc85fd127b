"""What are people called, and where do they live?"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data import columns


@dataclass(frozen=True)
class Origin:
    """Names that go together, and the places where their bearers mostly live."""

    share: float
    region: str
    cities: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    family_first: bool = False


def words(text: str) -> tuple[str, ...]:
    """Names separated by bars."""
    return tuple(text.split("|"))


ORIGINS = (
    Origin(
        0.46, "Iran", words("Tehran|Isfahan|Shiraz|Tabriz|Mashhad|Rasht|Yazd|Ahvaz"),
        words("زهرا|علی|مریم|رضا|فاطمه|حسین|نرگس|آرش|شیرین|کوروش|پریسا|امیر|سارا|بابک|لیلا|نیما|مهسا|سیاوش|گلناز|پژمان"),
        words("احمدی|کریمی|رضایی|محمدی|حسینی|صادقی|نوری|رستمی|یزدانی|شیرازی|تهرانی|گل‌محمدی|پورعلی|فرهادی|کاشانی|میرزایی"),
    ),
    Origin(
        0.11, "Gulf and Levant", words("Dubai|Doha|Kuwait City|Muscat|Beirut|Amman"),
        words("ليلى|عمر|فاطمة|يوسف|نور|خالد|مريم|حسن|سلمى|طارق|هدى|زياد"),
        words("الحداد|النجار|منصور|الخطيب|السعيد|درويش|القاسم|الشامي|خوري|العلي"),
    ),
    Origin(
        0.10, "Türkiye", words("İstanbul|Ankara|İzmir|Bursa|Eskişehir"),
        words("Ayşe|Mehmet|Çiğdem|Oğuz|Gülşah|Emre|İpek|Kağan|Şule|Barış"),
        words("Yılmaz|Çelik|Şahin|Öztürk|Güneş|Doğan|Kılıç|Aydın|Koç"),
    ),
    Origin(
        0.04, "Europe", words("Köln|Hamburg|Zürich|Graz"),
        words("Jürgen|Günther|Zoë|Anneliese|Jörg|Käthe"), words("Müller|Weiß|Schäfer|Köhler|Jäger"),
    ),
    Origin(
        0.03, "Europe", words("Genève|Lyon|Nîmes"),
        words("Élodie|Noël|Chloé|Zoé|André|Hélène"), words("Lefèvre|Béranger|Gérard|Legrand|Châtelain"),
    ),
    Origin(
        0.03, "Europe", words("Málaga|Coimbra|Évora"),
        words("José|Inês|Álvaro|Begoña|João"), words("García|Peña|Conceição|Núñez|Simões"),
    ),
    Origin(
        0.03, "Europe", words("Malmö|Århus|Łódź|Székesfehérvár"),
        words("Søren|Björn|Łukasz|Ágnes|Åsa"), words("Jørgensen|Ångström|Wójcik|Kovács|Sørlie"),
    ),
    Origin(
        0.06, "Europe", words("Αθήνα|Θεσσαλονίκη|Ηράκλειο"),
        words("Ελένη|Γιώργος|Μαρία|Νίκος|Σοφία|Δημήτρης|Κατερίνα|Ανδρέας"),
        words("Νικολάου|Γεωργίου|Αθανασίου|Βασιλείου|Οικονόμου|Παπαγεωργίου|Αντωνίου"),
    ),
    Origin(
        0.07, "Central Asia and Caucasus", words("Almaty|Tashkent|Bishkek|Dushanbe|Baku"),
        words("Анна|Дмитрий|Айгуль|Сергей|Зарина|Рустам|Ольга|Тимур|Фирӯза|Ғайрат"),
        words("Ким|Шевченко|Бек|Раҳмон|Коваленко|Нұрлан|Черных|Давлат"),
    ),
    Origin(
        0.01, "Central Asia and Caucasus", words("Երևան"),
        words("Անի|Արամ|Նարե|Տիգրան"), words("Սարգսյան|Հակոբյան|Գրիգորյան"),
    ),
    Origin(
        0.01, "Central Asia and Caucasus", words("თბილისი"),
        words("ნინო|გიორგი|თამარ|ლევან"), words("ბერიძე|კაპანაძე|მაისურაძე"),
    ),
    Origin(
        0.02, "East and South Asia", words("上海|台北|Singapore"),
        words("伟|芳|秀英|子涵|美玲"), words("王|李|张|欧阳|陈"), family_first=True,
    ),
    Origin(
        0.01, "East and South Asia", words("東京|大阪"),
        words("さくら|陽翔|結衣|蓮"), words("佐藤|鈴木|高橋"), family_first=True,
    ),
    Origin(
        0.01, "East and South Asia", words("Hà Nội|Đà Nẵng"),
        words("Thảo|Minh|Hương|Đức"), words("Nguyễn|Trần|Lê"), family_first=True,
    ),
    Origin(
        0.01, "East and South Asia", words("मुंबई|जयपुर"),
        words("अनन्या|रोहन|प्रिया|अर्जुन"), words("शर्मा|वर्मा|गुप्ता"),
    ),
)  # fmt: skip

REGIONS = tuple(dict.fromkeys(origin.region for origin in ORIGINS))
REGION_OF = np.array([REGIONS.index(origin.region) for origin in ORIGINS])
CITIES = [city for origin in ORIGINS for city in origin.cities]
SPENDING = {
    "Iran": 0.10, "Gulf and Levant": 0.75, "Türkiye": 0.0, "Europe": 0.35, "Central Asia and Caucasus": -0.60,
    "East and South Asia": -0.15,
}  # fmt: skip
"""How much is spent on homes in each region, beside what differs by chance."""
LARGEST_CITY = 1.6  # the first city of a place is the largest: more than 1 draws customers to it
FIRST_CITY = np.cumsum([0] + [len(origin.cities) for origin in ORIGINS])


def full_names() -> tuple[list[str], np.ndarray]:
    """Every given name with every family name, and where each origin begins in that list."""
    people, first = [], [0]
    for origin in ORIGINS:
        for given in origin.given:
            for family in origin.family:
                people.append(f"{family} {given}" if origin.family_first else f"{given} {family}")
        first.append(len(people))
    return people, np.array(first)


NAMES, FIRST_NAME = full_names()


@dataclass
class Identity:
    """Names, regions and cities of one chunk's customers."""

    names: pa.Array
    regions: pa.Array
    cities: pa.Array


@dataclass
class Origins:
    """Positions in ORIGINS, one a customer: of the name, and of where the customer lives."""

    of_name: np.ndarray
    of_place: np.ndarray

    @property
    def region(self) -> np.ndarray:
        """Where customers live, position in REGIONS."""
        return REGION_OF[self.of_place]

    def matched(self, rng: np.random.Generator, worth: np.ndarray) -> "Origins":
        """The same people's origins dealt out anew: the better customers live oftener where more is spent on homes."""
        size = len(worth)
        by_place = np.argsort(np.array([SPENDING[REGIONS[region]] for region in self.region]) + rng.normal(size=size))
        by_worth = np.argsort(worth + rng.normal(size=size))
        place = np.empty(size, dtype=int)
        place[by_worth] = by_place
        return Origins(self.of_name[place], self.of_place[place])


def origins(rng: np.random.Generator, size: int) -> Origins:
    """Where names are from and customers live; one in twelve lives away from where the name is from."""
    reached = np.cumsum([origin.share for origin in ORIGINS])
    of_name = np.minimum(np.searchsorted(reached, rng.random(size)), len(ORIGINS) - 1)
    elsewhere = rng.random(size) < 1 / 12
    return Origins(of_name, np.where(elsewhere, rng.permutation(of_name), of_name))


def draw(rng: np.random.Generator, origin: Origins) -> Identity:
    """A name, a region and a city for each customer."""
    return Identity(
        names=columns.labels(_within(rng, FIRST_NAME, origin.of_name), NAMES),
        regions=columns.labels(REGION_OF[origin.of_place], REGIONS),
        cities=columns.labels(_within(rng, FIRST_CITY, origin.of_place, LARGEST_CITY), CITIES),
    )


def _within(rng: np.random.Generator, first: np.ndarray, origin: np.ndarray, to_the_first: float = 1.0) -> np.ndarray:
    length = first[origin + 1] - first[origin]
    return first[origin] + (rng.random(len(origin)) ** to_the_first * length).astype(int)
