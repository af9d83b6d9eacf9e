"""The registry and what a writer of the user's may count on."""

import json
from typing import ClassVar

import pytest


@pytest.fixture
def writer_class(rep):
    class Noting(rep.Writer):
        made: ClassVar[list[str]] = []

        def __init__(self, backend=None, word="none"):
            self.annotators = ["rgb"]
            self.backend = backend
            self.word = word
            type(self).made.append(word)

        def write(self, data):
            pass

    rep.WriterRegistry.register(Noting)
    yield Noting
    if "Noting" in rep.WriterRegistry.get_writers():
        rep.WriterRegistry.unregister("Noting")


def test_init_when_a_writer_is_got_then_has_not_run(rep, writer_class):
    rep.WriterRegistry.get("Noting")

    assert writer_class.made == []


def test_initialize_when_not_overridden_then_hands_its_keywords_to_init(rep, writer_class):
    writer = rep.WriterRegistry.get("Noting")

    writer.initialize(word="hello")

    assert type(writer).initialize is rep.Writer.initialize
    assert writer_class.made == ["hello"]
    assert writer.word == "hello"


def test_a_writer_when_got_twice_then_is_two_instances(rep, writer_class):
    assert rep.writers.get("Noting") is not rep.writers.get("Noting")


def test_a_writer_when_got_with_parameters_and_render_products_then_is_attached(
    rep, writer_class, render_product
):
    seen = []
    writer_class.write = lambda self, data: seen.append(data)

    rep.writers.get("Noting", init_params={"word": "x"}, render_products=render_product())
    rep.orchestrator.step()

    assert writer_class.made == ["x"]
    assert len(seen) == 1


def test_the_registry_when_asked_for_its_writers_then_has_the_registered_and_basic_writer(rep, writer_class):
    writers = rep.WriterRegistry.get_writers()

    assert "Noting" in writers
    assert "BasicWriter" in writers


def test_an_unregistered_writer_when_asked_for_then_the_error_names_it(rep, writer_class):
    rep.WriterRegistry.unregister("Noting")

    assert "Noting" not in rep.WriterRegistry.get_writers()
    with pytest.raises(Exception, match="Noting"):
        rep.WriterRegistry.get("Noting")


def test_the_names_of_the_writers_module_when_used_then_are_the_registrys(rep, writer_class):
    rep.writers.unregister_writer("Noting")
    gone = "Noting" not in rep.WriterRegistry.get_writers()
    rep.writers.register_writer(writer_class)

    assert gone
    assert isinstance(rep.writers.get("Noting"), writer_class)


def test_the_default_writers_when_appended_to_then_are_a_list(rep):
    rep.WriterRegistry._default_writers.append("Mine")
    rep.WriterRegistry._default_writers.remove("Mine")

    assert isinstance(rep.WriterRegistry._default_writers, list)


def test_a_writer_when_detached_twice_or_never_attached_then_nothing_happens(
    rep, writer_class, render_product
):
    never = rep.writers.get("Noting")
    never.initialize()
    writer = rep.writers.get("Noting")
    writer.initialize()
    writer.attach(render_product())

    never.detach()
    writer.detach()
    writer.detach()


def test_a_detached_writer_when_stepped_then_has_no_frame(rep, render_product, collector):
    writer = collector(render_product())
    rep.orchestrator.step()

    writer.detach()
    rep.orchestrator.step()

    assert len(writer.payloads) == 1


def test_a_writer_when_attached_by_a_path_then_writes(rep, render_product, collector):
    writer = collector(str(render_product().path))

    rep.orchestrator.step()

    assert len(writer.payloads) == 1


def test_a_writer_when_attach_is_awaited_then_writes(app, rep, writer_class, render_product):
    seen = []
    writer_class.write = lambda self, data: seen.append(data)
    writer = rep.writers.get("Noting")
    writer.initialize()

    app.run(writer.attach_async(render_product()))
    rep.orchestrator.step()

    assert len(seen) == 1


def test_a_writer_without_trigger_when_scheduled_once_then_writes_once(rep, render_product, collector):
    writer = collector(render_product(), trigger=None)

    rep.orchestrator.step()
    writer.schedule_write()
    rep.orchestrator.step()
    rep.orchestrator.step()

    assert len(writer.payloads) == 1


def test_a_writer_triggered_every_second_frame_when_six_frames_are_taken_then_writes_three(
    rep, render_product, collector
):
    writer = collector(render_product(), trigger=rep.trigger.on_frame(interval=2))

    for _ in range(6):
        rep.orchestrator.step()

    assert len(writer.payloads) == 3


def test_a_writer_with_a_custom_event_when_it_is_sent_then_writes_at_the_next_step_only(
    rep, render_product, collector
):
    writer = collector(render_product(), trigger=rep.trigger.on_custom_event(event_name="now"))

    rep.orchestrator.step()
    before = len(writer.payloads)
    rep.utils.send_og_event(event_name="now")
    rep.orchestrator.step()
    rep.orchestrator.step()

    assert before == 0
    assert len(writer.payloads) == 1


def test_the_list_of_annotators_when_attached_then_is_as_it_was(rep, render_product, collector):
    writer = collector(render_product(), ["rgb", "normals"])

    assert len(writer.annotators) == 2


def test_metadata_when_a_writer_has_a_backend_then_is_one_line_with_name_version_and_seed(
    rep, render_product, writer_class, output, files
):
    backend = rep.backends.get("DiskBackend")
    backend.initialize(output_dir=str(output))
    rep.set_global_seed(42)
    writer = rep.writers.get("Noting")
    writer.initialize(backend=backend)
    writer.attach(render_product())

    rep.orchestrator.step()

    assert files() == ["metadata.txt"]
    lines = (output / "metadata.txt").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"name": "Noting", "version": "0.0.1", "replicator_global_seed:": 42}
    ]


def test_metadata_when_write_metadata_is_overridden_then_is_not_written(
    rep, render_product, writer_class, output, files
):
    writer_class.write_metadata = lambda self: None
    backend = rep.backends.get("DiskBackend")
    backend.initialize(output_dir=str(output))
    writer = rep.writers.get("Noting")
    writer.initialize(backend=backend)
    writer.attach(render_product())

    rep.orchestrator.step()

    assert files() == []
