"""The company's own study of promises, expectations and experience, which several pages read."""

from cx.experience.study.study_scale import TOPS, Scale, scale, set_scale

__all__ = ["TOPS", "Scale", "scale", "set_scale"]
