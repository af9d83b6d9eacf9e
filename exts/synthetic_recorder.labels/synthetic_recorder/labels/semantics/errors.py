"""What can be wrong with labels."""


class LabelsError(Exception):
    """Something cannot be done with labels; the message says who, what was expected, what came, and what to do."""


class LabelError(LabelsError):
    """A type or a label is no text that can be written."""


class PrimNotEditableError(LabelsError):
    """A prim cannot be given labels: it is inside an instance, or not on the stage."""
