"""``rep.rng`` and the global seed."""

import numpy as np
import pytest

from kitless.replicator.errors import SeedError
from kitless.replicator.rng import ReplicatorRNG, release
from kitless.replicator.seed import get_global_seed, set_global_seed


@pytest.fixture(autouse=True)
def global_seed():
    before = get_global_seed()
    set_global_seed(11)
    yield
    set_global_seed(before)
    release("lights")


def numbers(rng):
    return rng.generator.random(4).tolist()


def test_a_generator_when_asked_for_then_is_numpys():
    assert isinstance(ReplicatorRNG(seed=42).generator, np.random.Generator)
    assert ReplicatorRNG(seed=42).generator.uniform((-3, 0, 0), (3, 1, 1), size=(5, 3)).shape == (5, 3)


def test_generators_of_one_seed_when_drawn_from_then_give_the_same_whatever_the_global_seed():
    first = numbers(ReplicatorRNG(seed=42))
    set_global_seed(99)

    assert numbers(ReplicatorRNG(seed=42)) == first
    assert numbers(ReplicatorRNG(seed=43)) != first


def test_generators_without_seed_when_there_are_several_then_draw_differently():
    assert numbers(ReplicatorRNG()) != numbers(ReplicatorRNG())


def test_generators_without_seed_when_the_global_seed_is_set_again_then_draw_the_same_again():
    first = [numbers(ReplicatorRNG()) for _ in range(2)]
    set_global_seed(11)

    assert [numbers(ReplicatorRNG()) for _ in range(2)] == first


def test_a_generator_without_seed_when_the_global_seed_is_another_then_draws_differently():
    first = numbers(ReplicatorRNG())
    set_global_seed(12)

    assert numbers(ReplicatorRNG()) != first


def test_a_named_generator_when_asked_for_twice_then_is_one_and_goes_on():
    assert ReplicatorRNG(name="lights").generator is ReplicatorRNG(name="lights").generator


def test_a_named_generator_when_others_are_made_before_then_draws_the_same():
    first = numbers(ReplicatorRNG(name="lights"))
    release("lights")
    ReplicatorRNG()

    assert numbers(ReplicatorRNG(name="lights")) == first


def test_a_named_generator_when_the_global_seed_is_set_then_begins_anew():
    first = numbers(ReplicatorRNG(name="lights"))
    set_global_seed(11)

    assert numbers(ReplicatorRNG(name="lights")) == first


def test_a_named_generator_when_asked_for_with_another_seed_then_is_an_error():
    ReplicatorRNG(name="lights", seed=1)

    with pytest.raises(SeedError, match=r"rep\.rng\.release\('lights'\) first"):
        ReplicatorRNG(name="lights", seed=2)


def test_releasing_when_there_is_no_such_generator_then_is_no_error():
    release("nobody")
    release(ReplicatorRNG())


@pytest.mark.parametrize("wrong", [-1, 1.5, "7", True, None])
def test_a_global_seed_that_is_no_whole_number_when_set_then_is_an_error_and_the_seed_stays(wrong):
    with pytest.raises(SeedError, match=r"rep\.set_global_seed: a seed is a whole number from 0 up"):
        set_global_seed(wrong)

    assert get_global_seed() == 11


def test_a_global_seed_of_numpy_when_set_then_is_pythons_own_number():
    set_global_seed(np.int64(5))

    assert type(get_global_seed()) is int
