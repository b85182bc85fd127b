"""Subjects of Experience, value and market that the overview shows, in the order of its rows: one line each."""

from cx.customers.overview_part import Part
from cx.customers.value import overview as value
from cx.experience.complaints import overview as complaints
from cx.experience.journey import overview as journey
from cx.experience.programme import overview as programme
from cx.experience.promises import overview as promises
from cx.experience.recognition import overview as recognition
from cx.experience.requests import overview as requests
from cx.experience.support import overview as support
from cx.experience.voice import overview as voice
from cx.market.campaigns import overview as campaigns
from cx.market.competitors import overview as competitors
from cx.market.study import overview as study
from cx.market.team import overview as team

PARTS: tuple[Part, ...] = (
    journey.PART,
    voice.PART,
    promises.PART,
    complaints.PART,
    support.PART,
    requests.PART,
    programme.PART,
    recognition.PART,
    value.PART,
    campaigns.PART,
    study.PART,
    competitors.PART,
    team.PART,
)
