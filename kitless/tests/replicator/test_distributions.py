"""``rep.distribution``: which values are drawn, how often, and that each draw has a stream of its own.

Bounds of statistics: the mean of n independent values of standard deviation s lies within 5 s / sqrt(n) of its
expectation but for one seed in more than a million. The seeds are fixed, so that no run is that one.
"""

import math

import numpy as np
import pytest

from kitless.replicator.errors import GraphError, SeedError
from kitless.replicator.graph.choices import Choice, Combined, InSequence
from kitless.replicator.graph.distributions import LogUniform, Normal, Uniform
from kitless.replicator.graph.streams import Draw
from kitless.replicator.seed import get_global_seed, set_global_seed

COUNT = 40_000


@pytest.fixture(autouse=True)
def global_seed():
    before = get_global_seed()
    set_global_seed(7)
    yield
    set_global_seed(before)


def draw(distribution, count=COUNT, execution=0, place=("event", 0)):
    return distribution.draw(count, Draw(place, execution))


def test_uniform_when_drawn_then_is_within_its_bounds_and_has_their_mean_and_spread():
    values = np.array(draw(Uniform((0.0, -10.0, 5.0), (1.0, 30.0, 5.0))))

    # A uniform value between a and b has the mean (a + b) / 2 and the standard deviation (b - a) / sqrt(12).
    assert (values >= [0.0, -10.0, 5.0]).all()
    assert (values <= [1.0, 30.0, 5.0]).all()
    for column, mean, deviation in zip(
        values.T, (0.5, 10.0, 5.0), (1 / 12**0.5, 40 / 12**0.5, 0.0), strict=True
    ):
        assert abs(column.mean() - mean) <= 5 * deviation / COUNT**0.5
    # A third of them is in each third: n/3 with the deviation sqrt(n * 1/3 * 2/3).
    thirds = np.histogram(values[:, 0], bins=3, range=(0.0, 1.0))[0]
    assert np.abs(thirds - COUNT / 3).max() <= 5 * (COUNT * 2 / 9) ** 0.5


def test_the_components_of_a_vector_when_drawn_then_do_not_depend_on_each_other():
    x, y = np.array(draw(Uniform((0.0, 0.0), (1.0, 1.0)))).T

    # The correlation of independent values has the deviation 1 / sqrt(n).
    assert abs(np.corrcoef(x, y)[0, 1]) <= 5 / COUNT**0.5


def test_normal_when_drawn_then_has_its_mean_and_standard_deviation():
    values = np.array(draw(Normal(6500.0, 500.0)))

    # The sample's standard deviation itself deviates by s / sqrt(2 n); 68.27 % are within one of them.
    assert abs(values.mean() - 6500.0) <= 5 * 500.0 / COUNT**0.5
    assert abs(values.std() - 500.0) <= 5 * 500.0 / (2 * COUNT) ** 0.5
    within = np.count_nonzero(np.abs(values - 6500.0) < 500.0)
    assert abs(within - 0.6827 * COUNT) <= 5 * (COUNT * 0.6827 * 0.3173) ** 0.5


def test_log_uniform_when_drawn_then_each_decade_has_as_many():
    values = np.array(draw(LogUniform(0.01, 10.0)))

    decades = np.histogram(values, bins=[0.01, 0.1, 1.0, 10.0])[0]
    assert decades.sum() == COUNT
    assert np.abs(decades - COUNT / 3).max() <= 5 * (COUNT * 2 / 9) ** 0.5


def test_choice_when_weighted_then_each_comes_as_often_as_its_weight_says():
    values = draw(Choice(["a", "b", "c"], weights=[1, 3, 0]))

    assert "c" not in values
    assert abs(values.count("a") - COUNT / 4) <= 5 * (COUNT * 3 / 16) ** 0.5


def test_choice_without_replacement_when_drawn_then_gives_each_once():
    assert sorted(draw(Choice([1, 2, 3], with_replacements=False), count=3)) == [1, 2, 3]


def test_choice_without_replacement_when_there_are_more_prims_then_is_an_error():
    with pytest.raises(GraphError, match="4 prims cannot each get another one of 3 choices"):
        draw(Choice([1, 2, 3], with_replacements=False), count=4)


def test_a_sequence_when_drawn_again_then_goes_on_and_begins_anew_after_its_end():
    sequence = InSequence(["a", "b", "c"])

    assert [draw(sequence, 2, execution) for execution in range(3)] == [["a", "b"], ["c", "a"], ["b", "c"]]


def test_a_sequence_without_order_when_drawn_then_gives_each_once_in_a_pass():
    sequence = InSequence(list(range(10)), ordered=False)

    passes = [draw(sequence, 10, execution) for execution in range(3)]

    assert [sorted(each) for each in passes] == [list(range(10))] * 3
    assert passes[0] != passes[1]


def test_combined_distributions_when_drawn_then_make_up_the_components():
    values = np.array(draw(Combined([Uniform(0, 1), 5.0, Uniform(0, 1)]), count=100))

    assert (values[:, 1] == 5.0).all()
    assert not np.array_equal(values[:, 0], values[:, 2])


@pytest.mark.parametrize(
    "other",
    [
        {"place": ("event", 1)},
        {"place": ("another event", 0)},
        {"execution": 1},
    ],
)
def test_a_draw_elsewhere_or_at_another_time_when_made_then_gives_other_values(other):
    assert draw(Uniform(0, 1), 5) != draw(Uniform(0, 1), 5, **other)


def test_a_draw_when_made_again_then_gives_the_same_values_whatever_was_drawn_between():
    first = draw(Uniform(0, 1), 5, execution=3)
    draw(Normal(0, 1), 50)

    assert draw(Uniform(0, 1), 5, execution=3) == first


def test_the_global_seed_when_changed_then_changes_the_draws_but_not_those_with_a_seed_of_their_own():
    free, own = draw(Uniform(0, 1), 5), draw(Uniform(0, 1, seed=42), 5)
    set_global_seed(8)

    assert draw(Uniform(0, 1), 5) != free
    assert draw(Uniform(0, 1, seed=42), 5) == own


def test_a_seed_of_its_own_when_it_is_the_global_one_then_draws_the_same():
    assert draw(Uniform(0, 1, seed=7), 5) == draw(Uniform(0, 1), 5) == draw(Uniform(0, 1, seed=-1), 5)


def test_a_first_value_when_drawn_for_more_prims_then_stays():
    for distribution in (
        Uniform((0, 0, 0), (1, 1, 1)),
        Choice(range(50), with_replacements=False),
        Choice(range(50), weights=range(50), with_replacements=False),
    ):
        assert draw(distribution, 9) == draw(distribution, 40)[:9]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Uniform((0, 0), (1, 1, 1)), "vectors of the same length"),
        (lambda: Uniform("low", "high"), "expects lower and upper as finite numbers"),
        (lambda: Uniform(0, math.inf), "finite"),
        (lambda: Uniform((), ()), "expects lower and upper"),
        (lambda: Normal(0, -1), "standard deviation from 0 up"),
        (lambda: LogUniform(0, 1), "bounds above 0"),
        (lambda: Choice([]), "something in it"),
        (lambda: Choice("abc"), "expects a list"),
        (lambda: Choice([1, 2], weights=[1]), "one weight from 0 up for each of its 2 choices"),
        (lambda: Choice([1, 2], weights=[0, 0]), "at least one above 0"),
        (lambda: InSequence([]), "something in it"),
        (lambda: Uniform(0, 1, num_samples=3), "one value for each prim"),
    ],
)
def test_a_distribution_that_cannot_be_when_made_then_is_an_error(make, message):
    with pytest.raises(GraphError, match=message):
        make()


def test_a_seed_that_is_no_whole_number_when_given_then_is_an_error():
    with pytest.raises(SeedError, match=r"a seed is a whole number from 0 up, not 1\.5"):
        Uniform(0, 1, seed=1.5)


def test_choice_without_replacement_when_weighted_then_draws_by_the_weights_of_those_that_are_left():
    choice = Choice(["a", "b", "c", "never"], weights=[6, 3, 1, 0], with_replacements=False)

    pairs = [tuple(draw(choice, count=2, execution=execution)) for execution in range(4000)]

    # First a with 6 of 10, then b with 3 of the 4 that are left; first b with 3 of 10, then a with 6 of 7.
    for pair, probability in ((("a", "b"), 0.6 * 0.75), (("b", "a"), 0.3 * 6 / 7), (("c", "b"), 0.1 * 3 / 9)):
        expected = 4000 * probability
        assert abs(pairs.count(pair) - expected) <= 5 * (expected * (1 - probability)) ** 0.5
    with pytest.raises(GraphError, match="4 prims cannot each get another one of 3 choices"):
        draw(choice, count=4)


def test_a_sequence_when_the_number_of_prims_changes_then_goes_on_where_it_ended():
    sequence = InSequence(list(range(20)))

    drawn = [draw(sequence, count, execution) for execution, count in enumerate([3, 3, 2, 4])]

    assert drawn == [[0, 1, 2], [3, 4, 5], [6, 7], [8, 9, 10, 11]]
    # What a preview has drawn is drawn again by the step.
    assert draw(sequence, 4, execution=3) == [8, 9, 10, 11]
