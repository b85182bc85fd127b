"""The whale curve: where the names of the tiers are."""

import numpy as np
import pandas as pd

from cx.charts.customers import whale_curve


def test_the_name_of_a_tier_at_the_left_edge_is_above_the_curve_not_across_it():
    curve = pd.DataFrame({"customer_share": np.arange(1, 101) / 100, "tier": ["Platinum"] * 8 + ["Silver"] * 92})
    height = np.sqrt(curve.customer_share)
    areas = pd.DataFrame({"x": curve.customer_share, "low": 0.0, "high": height, "tier": curve.tier})
    names = whale_curve._tier_names(areas).set_index("text")
    right_end = names.x["Platinum"] + whale_curve.HALF_A_NAME
    assert names.x["Platinum"] >= whale_curve.HALF_A_NAME
    assert names.height["Platinum"] > np.sqrt(right_end)
    assert names.height["Silver"] < np.sqrt(names.x["Silver"])


def test_the_name_of_the_peak_has_room_above_it():
    spec = whale_curve.whale("light").to_dict()
    scales = [layer["encoding"]["y"].get("scale") for layer in spec["layer"] if layer["encoding"]["y"].get("axis")]
    assert scales
    assert all(scale["range"][1] >= 12 + 5 for scale in scales)
