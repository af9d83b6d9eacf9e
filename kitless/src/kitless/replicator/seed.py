"""The global seed: where every random draw begins, and a line in each ``metadata.txt``."""

_seed = 0


def set_global_seed(seed: int) -> None:
    """Set the seed that random draws begin from."""
    global _seed  # noqa: PLW0603 - the seed is global by its public contract
    _seed = int(seed)


def get_global_seed() -> int:
    """The seed; 0 until it is set."""
    return _seed
