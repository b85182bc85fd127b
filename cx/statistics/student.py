"""Student's t of one mean: its interval, and the p-value that belongs to an interval."""

from math import nan, sqrt

from scipy.special import stdtr, stdtrit

from cx.statistics.intervals import ESTIMATE_LOW_HIGH


def of_mean(mean: float, spread: float, n: float) -> ESTIMATE_LOW_HIGH:
    """A mean with its 95 % interval.

    Parameters
    ----------
    mean, spread, n : mean, standard deviation (of a sample) and number of the values

    Returns
    -------
    Mean, low, high. No interval (NaN) of a single value, and where all are alike: that is no certainty.

    Notes
    -----
    Student (1908), The probable error of a mean, Biometrika 6, 1-25.

    Examples
    --------
    >>> [round(float(end), 2) for end in of_mean(3.0, 1.0, 4)], of_mean(3.0, 0.0, 4)
    ([3.0, 1.41, 4.59], (3.0, nan, nan))
    """
    if n < 2 or not spread > 0:
        return mean, nan, nan
    reach = float(stdtrit(n - 1, 0.975)) * spread / sqrt(n)
    return mean, mean - reach, mean + reach


def p_value(found: ESTIMATE_LOW_HIGH, freedom: float, against: float = 0.0) -> float:
    """The two-sided p-value of an estimate, from its 95 % interval.

    Parameters
    ----------
    found : the estimate, low and high
    freedom : degrees of freedom of the interval
    against : the value that the estimate is tested against

    Returns
    -------
    NaN where there is no interval, or one of no width.

    Examples
    --------
    >>> round(p_value(of_mean(3.0, 1.0, 4), 3, against=1.4088), 3), p_value((3.0, nan, nan), 3)
    (0.05, nan)
    """
    estimate, low, high = found
    if not high > low:
        return nan
    error = (high - low) / 2 / float(stdtrit(freedom, 0.975))
    return 2 * float(stdtr(freedom, -abs(estimate - against) / error))
