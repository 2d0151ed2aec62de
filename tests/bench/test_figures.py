"""The statistics of the bench, by vectors worked out by hand."""

import pytest

from tests.bench.figures import Spread, percentile, ratio


@pytest.mark.parametrize(
    ("percent", "expected"), [(0, 1.0), (1, 1.0), (50, 5.0), (51, 6.0), (90, 9.0), (99, 10.0), (100, 10.0)]
)
def test_percentile_is_the_nearest_rank(percent: float, expected: float) -> None:
    assert percentile([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0], percent) == expected


def test_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)


def test_spread_tells_median_least_and_most() -> None:
    assert Spread.of([30.0, 10.0, 20.0]) == Spread(20.0, 10.0, 30.0)
    assert Spread.of([4.0, 1.0, 3.0, 2.0]) == Spread(2.5, 1.0, 4.0)


def test_ratio_is_taken_within_each_round() -> None:
    """A machine that slows down to a fifth: the median of each alone would say 2.5."""
    ours, theirs = [100.0, 50.0, 20.0], [50.0, 20.0, 10.0]
    assert ratio(ours, theirs) == Spread(2.0, 2.0, 2.5)


def test_ratio_needs_as_many_rounds_of_both() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ratio([1.0, 2.0], [1.0])
