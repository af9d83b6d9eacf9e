"""Check that everything that a stage refers to is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pxr import Pcp, Sdf

from synthetic_recorder.core.findings import warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pxr import Usd

    from synthetic_recorder.core.findings import Finding

# A stage whose library has moved has thousands of them, all for one reason.
MOST_FINDINGS = 20

_UNRESOLVED = (
    Pcp.ErrorInvalidAssetPath,
    Pcp.ErrorInvalidSublayerPath,
    Pcp.ErrorMutedAssetPath,
    Pcp.ErrorUnresolvedPrimPath,
)
_CYCLES = (Pcp.ErrorArcCycle, Pcp.ErrorSublayerCycle)


def check_composition(stage: Usd.Stage) -> Iterator[Finding]:
    """Find references, payloads and sublayers that are not there, or lead back to themselves."""
    errors = [
        (error.rootSite.path, error)
        for error in stage.GetCompositionErrors()
        if _is_wanted(stage, error.rootSite.path)
    ]
    errors.sort(key=lambda found: (found[0], str(found[1])))
    for path, error in errors[:MOST_FINDINGS]:
        yield _finding(path, error)
    if len(errors) > MOST_FINDINGS:
        yield warning(
            "composition-more",
            "stage",
            f"{len(errors) - MOST_FINDINGS} more parts of the stage could not be composed.",
            "Mend those that are named first: often they have one reason.",
        )


def _is_wanted(stage: Usd.Stage, path: Sdf.Path) -> bool:
    """Return whether a prim would be recorded if it could be composed: not what is deactivated."""
    for prefix in path.GetPrefixes():
        prim = stage.GetPrimAtPath(prefix)
        if prim and not prim.IsActive():
            return False
    return True


def _finding(path: Sdf.Path, error: Pcp.ErrorBase) -> Finding:
    where = "stage" if path == Sdf.Path.absoluteRootPath else str(path)
    if isinstance(error, _CYCLES):
        return warning(
            "composition-cycle",
            where,
            "A reference leads back to where it comes from: it adds nothing to the stage.",
            "Remove one of the references of the circle, or what they should show will not be in the pictures.",
        )
    # The rest of a message are the layers between, and a file's line that could not be read.
    message = " ".join(str(error).split())
    if isinstance(error, _UNRESOLVED):
        return warning(
            "composition-unresolved",
            where,
            message,
            "Put the asset where it is looked for, or correct its path: until then it is recorded as empty.",
        )
    return warning(
        "composition-error",
        where,
        message,
        "USD leaves this out: correct the stage, or look at what it shows.",
    )
