"""The doctor: what this machine can do, and what is missing for the rest.

::

    packages   machine   rendering   windows   storage        each gives checks: ok, missing, or broken
                                                    trial     one frame, really recorded: it alone decides

What may end a process (a driver, a kernel that is compiled) is asked in a process of its own, so that the doctor
outlives the patient.
"""

from .diagnosis import Diagnosis
from .examine import examine

__all__ = ["Diagnosis", "examine"]
