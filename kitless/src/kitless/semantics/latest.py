"""What the same question need not be worked out again for."""

from __future__ import annotations

from collections.abc import Callable


class Latest[Answer]:
    """The answer to the question that was asked last."""

    def __init__(self) -> None:
        self._known: tuple[tuple[object, ...], Answer] | None = None

    def get(self, question: tuple[object, ...], work_out: Callable[[], Answer]) -> Answer:
        """The answer, the same object for as long as equal questions are asked.

        Args:
            question: All that the answer depends on.
            work_out: Finds the answer to a new question.
        """
        if self._known is None or self._known[0] != question:
            self._known = question, work_out()
        else:
            # The question anew: tuples compare what is the very same object without looking into it.
            self._known = question, self._known[1]
        return self._known[1]
