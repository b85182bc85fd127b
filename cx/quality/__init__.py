"""How much of what came in is in use: the face of `cx.quality.report`."""

from cx.quality.excluded_rows import excluded_rows as excluded_rows
from cx.quality.report import gaps as gaps
from cx.quality.report import missing as missing
from cx.quality.report import months as months
from cx.quality.report import orphans as orphans
from cx.quality.report import outliers as outliers
from cx.quality.report import reasons as reasons
from cx.quality.report import tables as tables
from cx.quality.report import totals as totals
