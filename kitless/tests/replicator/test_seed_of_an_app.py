from __future__ import annotations

import omni.replicator.core as rep

import kitless


def draw(seed=None):
    """What a session draws that sets this seed, or none."""
    app = kitless.start()
    try:
        if seed is not None:
            rep.set_global_seed(seed)
        return rep.get_global_seed(), rep.rng.ReplicatorRNG().generator.random()
    finally:
        app.shutdown()


def test_the_global_seed_when_an_app_has_ended_then_the_next_one_begins_as_if_nobody_had_set_it():
    first_seed, first = draw()
    other_seed, other = draw(seed=42)
    again_seed, again = draw()

    assert (first_seed, other_seed, again_seed) == (0, 42, 0)
    assert first != other
    assert again == first
