"""`import omni.replicator.core as rep`, as scripts write it."""

import operator

import pytest

from kitless.replicator.basic_writer import BasicWriter


@pytest.fixture
def rep(app):
    import omni.replicator.core as rep  # noqa: PLC0415 - the name exists only while an App runs

    return rep


def test_a_script_when_it_uses_the_public_names_then_records(rep, tmp_path):
    rep.set_global_seed(3)
    rep.orchestrator.set_capture_on_play(False)
    writer = rep.writers.get("BasicWriter")
    backend = rep.backends.get("DiskBackend")
    backend.initialize(output_dir=str(tmp_path))
    writer.initialize(backend=backend, rgb=True)
    product = rep.create.render_product("/World/left", (8, 6))
    writer.attach([product])

    rep.orchestrator.step(rt_subframes=2, delta_time=0.0, pause_timeline=False)
    rep.orchestrator.wait_until_complete()
    writer.detach()
    product.destroy()
    rep.set_global_seed(0)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["metadata.txt", "rgb_0000.png"]


@pytest.mark.parametrize(
    ("namespace", "name"),
    [
        ("", "physics"),
        ("orchestrator", "get_sim_times_to_write"),
        ("create", "from_dir"),
        ("trigger", "on_key_press"),
        ("annotators", "AnnotatorTemplate"),
        ("functional", "destroy"),
        ("backends", "AzureBackend"),
    ],
)
def test_a_name_that_kitless_lacks_when_used_then_the_error_names_it(rep, namespace, name):
    full_name = ".".join(filter(None, ("omni.replicator.core", namespace, name)))

    with pytest.raises(AttributeError, match=f"^kitless does not implement {full_name}$"):
        operator.attrgetter(full_name.removeprefix("omni.replicator.core."))(rep)


@pytest.mark.usefixtures("rep")
def test_older_import_paths_when_used_then_have_the_same_classes():
    from omni.replicator.core import functional as F  # noqa: N812, PLC0415
    from omni.replicator.core.scripts import annotators, writers  # noqa: PLC0415
    from omni.replicator.core.scripts import functional as older_functional  # noqa: PLC0415
    from omni.replicator.core.scripts.backends import BaseBackend  # noqa: PLC0415
    from omni.replicator.core.scripts.writers_default.basicwriter import BasicWriter as OlderName  # noqa: PLC0415
    from omni.replicator.core.writers import Writer, WriterRegistry  # noqa: PLC0415
    from omni.replicator.core.writers_default import BasicWriter as DocumentedName  # noqa: PLC0415

    assert OlderName is BasicWriter
    assert DocumentedName is BasicWriter
    assert (writers.Writer, writers.WriterRegistry) == (Writer, WriterRegistry)
    assert callable(annotators.AnnotatorRegistry.get_annotator)
    assert older_functional.write_image is F.write_image
    assert hasattr(BaseBackend, "schedule")
    assert callable(F.write_image)


def test_initialize_of_a_writer_when_it_is_not_overridden_then_is_the_base_classs(rep):
    assert type(rep.WriterRegistry.get("BasicWriter")).initialize is rep.Writer.initialize
