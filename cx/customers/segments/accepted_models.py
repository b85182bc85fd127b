"""Accepted models of the metal tiers, kept in the store."""

import ast
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from cx.customers.assumptions import Assumptions
from cx.customers.segments import tier_model
from cx.engine.connection import Engine


def keep(store: Engine, model: tier_model.Model, assumptions: Assumptions) -> int:
    """Store the model, so that later dates are placed by it; returns its number."""
    version = store.data_version
    with store.transaction() as cursor:
        [(number,)] = cursor.execute(
            """
            insert into models
            select coalesce(max(model_id), 0) + 1, 'tiers', $as_of, $assumptions, $model, $version, now()::timestamp
            from models
            returning model_id
            """,
            {
                "as_of": model.as_of,
                "assumptions": json.dumps(_fitted_with(assumptions)),
                "model": model.to_json(),
                "version": version,
            },
        ).fetchall()
    return int(number)


def withdraw_first(store: Engine) -> None:
    """Take back the models that the app accepted by itself."""
    with store.transaction() as cursor:
        cursor.execute("delete from models where kind = 'tiers' and parameters ->> 'is_first' = 'true'").fetchall()


def kept(store: Engine, as_of: date, assumptions: Assumptions) -> tier_model.Model | None:
    """The latest accepted model for these assumptions that is not from after as_of.

    An assumption that a model was kept without, as it was not known then, counts as its default. A model of other
    metals.FEATURES is passed over.
    """
    wanted = _fitted_with(assumptions)
    return next((model for given, model in _usable(store, as_of) if given == wanted), None)


def latest(store: Engine, as_of: date) -> tier_model.Model | None:
    """The latest accepted model of any assumptions that is not from after as_of: where a new fit begins."""
    return next((model for _given, model in _usable(store, as_of)), None)


def latest_is_of(store: Engine, as_of: date, assumptions: Assumptions) -> bool:
    """Whether the latest accepted model that is not from after as_of, of whatever scales, has these assumptions."""
    rows = store.read("segments/accepted_models", as_of=as_of)
    return not rows.empty and _read(rows.assumptions.iat[0]) == _fitted_with(assumptions)


def every(store: Engine) -> list[tier_model.Model]:
    """Every accepted model by date, those of other scales included; the latest last."""
    rows = store.read("segments/accepted_models", as_of=date.max)
    return [tier_model.Model.from_json(text) for text in reversed(rows.parameters.tolist())]


def outdated(store: Engine, as_of: date) -> date | None:
    """The date of the latest accepted model that is not from after as_of, if it stands on scales of an earlier
    version.
    """
    rows = store.read("segments/accepted_models", as_of=as_of)
    latest = None if rows.empty else tier_model.Model.from_json(rows.parameters.iat[0])
    return latest.as_of if latest and latest.features != tier_model.FEATURES else None


def _usable(store: Engine, as_of: date) -> Iterator[tuple[dict[str, Any], tier_model.Model]]:
    """Each accepted model of today's scales that is not from after as_of, the latest first, and its assumptions."""
    for row in store.read("segments/accepted_models", as_of=as_of).itertuples():
        model = tier_model.Model.from_json(row.parameters)
        if model.features == tier_model.FEATURES:
            yield _read(row.assumptions), model


def _fitted_with(assumptions: Assumptions) -> dict[str, Any]:
    """The assumptions that a model hangs on: all but the limits of one's own."""
    return {name: value for name, value in asdict(assumptions).items() if name not in _OF_LIMITS}


_OF_LIMITS = ("bands", "bands_by")


def _read(text: str) -> dict[str, Any]:
    """`_fitted_with` as it was kept: as JSON, or as the call that the first models were kept with."""
    if text.startswith("{"):
        given = json.loads(text)
    else:
        call = cast(ast.Call, ast.parse(text, mode="eval").body)
        given = {part.arg: ast.literal_eval(part.value) for part in call.keywords if part.arg not in _OF_LIMITS}
    return {**_fitted_with(Assumptions()), **given}
