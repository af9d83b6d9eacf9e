import pytest
from pxr import Gf, UsdRender

from kitless.annotators import AnnotatorRegistryError
from kitless.replicator import orchestrator
from kitless.replicator.annotator import Annotator
from kitless.replicator.errors import RenderProductError, WriterError, WriterRegistryError
from kitless.replicator.render_products import attach_hydra_texture
from kitless.replicator.writer import Writer
from kitless.replicator.writer_registry import WriterRegistry


class FlagWriter(Writer):
    constructed = 0

    def __init__(self, annotator="rgb", backend=None):
        FlagWriter.constructed += 1
        # As documented examples do it, without emptying the list first.
        self.annotators.append(annotator)
        self.backend = backend
        self.written = []

    def write(self, data):
        self.written.append(data)


@pytest.fixture
def registered():
    FlagWriter.constructed = 0
    WriterRegistry.register(FlagWriter, category="test")
    yield
    WriterRegistry.unregister_writer("FlagWriter")


# -- registry -----------------------------------------------------------------------------------------


def test_a_writer_that_nobody_registered_when_asked_for_then_the_error_lists_the_registered_ones():
    with pytest.raises(
        WriterRegistryError, match="There is no writer 'NoSuchWriter'; registered are BasicWriter"
    ):
        WriterRegistry.get("NoSuchWriter")


@pytest.mark.usefixtures("registered")
def test_a_writer_when_taken_from_the_registry_then_its_constructor_has_not_run():
    writer = WriterRegistry.get("FlagWriter")
    assert FlagWriter.constructed == 0

    writer.initialize(annotator="normals")

    assert FlagWriter.constructed == 1
    assert writer.annotators == ["normals"]


@pytest.mark.usefixtures("registered")
def test_two_writers_of_a_class_when_initialized_then_share_no_annotators():
    first, second = WriterRegistry.get("FlagWriter", {}), WriterRegistry.get("FlagWriter", {})

    first.add_annotator("normals")

    assert first is not second
    assert second.annotators == ["rgb"]


@pytest.mark.usefixtures("registered")
def test_a_writer_when_asked_for_with_render_products_then_is_attached(render_product):
    writer = WriterRegistry.get("FlagWriter", {"annotator": "normals"}, [render_product()])

    orchestrator.step()

    assert len(writer.written) == 1


@pytest.mark.usefixtures("registered")
def test_registered_writers_when_listed_then_can_be_narrowed_to_a_category():
    assert "FlagWriter" in WriterRegistry.get_writers()
    assert WriterRegistry.get_writers(category="test") == {"FlagWriter": FlagWriter}


@pytest.mark.parametrize("writer", [str, FlagWriter("rgb"), None])
def test_something_that_is_no_writer_class_when_registered_then_is_an_error(writer):
    with pytest.raises(WriterRegistryError, match="expects a subclass of Writer"):
        WriterRegistry.register(writer)


def test_a_writer_that_nobody_registered_when_unregistered_then_is_an_error():
    with pytest.raises(WriterRegistryError, match="to unregister"):
        WriterRegistry.unregister("NoSuchWriter")


# -- attaching ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("registered")
def test_a_writer_that_is_not_initialized_when_attached_then_is_an_error(render_product):
    with pytest.raises(WriterError, match=r"call initialize\(…\) before attach"):
        WriterRegistry.get("FlagWriter").attach(render_product())


def test_a_writer_when_attached_twice_then_is_an_error(render_product):
    writer = FlagWriter()
    writer.attach(render_product())

    with pytest.raises(WriterError, match="attached already"):
        writer.attach(render_product())


def test_a_writer_when_initialized_while_it_is_attached_then_is_an_error_and_goes_on(collect, render_product):
    writer = collect(render_product())

    with pytest.raises(WriterError, match=r"CollectingWriter\.initialize: the writer is attached; detach it"):
        writer.initialize(annotators=("normals",))

    orchestrator.step()
    assert list(writer.frames[0]["annotators"]) == ["rgb"]
    writer.detach()
    writer.initialize(annotators=("normals",))
    assert writer.annotators == ["normals"]


def test_a_writer_when_never_attached_then_can_be_detached():
    writer = FlagWriter.__new__(FlagWriter)

    writer.detach()
    writer.detach()


def test_a_writer_when_attached_by_the_render_products_path_then_is_given_its_frames(render_product):
    writer = FlagWriter()
    writer.attach(render_product().path)

    orchestrator.step()

    assert writer.written[0]["rgb"].shape == (6, 8, 4)


@pytest.mark.usefixtures("app")
def test_a_writer_when_the_render_product_is_not_there_then_is_an_error():
    with pytest.raises(
        RenderProductError, match="There is no render product '/Render/none'; existing are none"
    ):
        FlagWriter().attach("/Render/none")


def test_a_writer_when_detached_and_attached_again_then_is_given_frames_again(render_product):
    writer, product = FlagWriter(), render_product()
    writer.attach(product)
    orchestrator.step()
    writer.detach()
    orchestrator.step()
    writer.attach(product)

    orchestrator.step()

    assert len(writer.written) == 2


def test_a_writer_when_one_of_its_annotators_is_unknown_then_attaching_is_an_error(render_product):
    with pytest.raises(AnnotatorRegistryError, match="'depth'"):
        FlagWriter("depth").attach(render_product())


@pytest.mark.parametrize("annotators", ["rgb", None])
def test_a_writer_when_its_annotators_are_no_list_then_attaching_is_an_error(render_product, annotators):
    writer = FlagWriter()
    writer.annotators = annotators

    with pytest.raises(WriterError, match=r'FlagWriter\.annotators is a list such as \["rgb"\], not '):
        writer.attach(render_product())


def semantics(name="semantic_segmentation", **parameters):
    return Annotator(name, parameters)


def test_a_writer_when_it_has_one_annotator_with_two_meanings_then_attaching_is_an_error(
    collect, render_product
):
    annotators = [semantics(semanticTypes=["class"]), "rgb", semantics(semanticTypes=["part"])]
    message = (
        r"CollectingWriter: the annotator 'semantic_segmentation' is there twice, with the parameters "
        r"\{'semanticTypes': \['class'\].* and \{'semanticTypes': \['part'\].*: "
        r"one of them would hide the other; use a writer for each"
    )

    with pytest.raises(WriterError, match=message):
        collect(render_product(), annotators)


def test_a_writer_when_an_annotator_has_a_second_name_then_the_error_says_that_it_can_be_used(
    collect, render_product
):
    by_class = semantics("instance_segmentation", semanticTypes=["class"])

    with pytest.raises(
        WriterError, match="use a writer for each, or the name 'instance_segmentation_fast' for one"
    ):
        collect(render_product(), ["instance_segmentation", by_class])

    writer = collect(render_product(), ["instance_segmentation_fast", by_class])
    orchestrator.step()
    assert sorted(writer.frames[0]["annotators"]) == ["instance_segmentation", "instance_segmentation_fast"]


def test_a_writer_when_it_has_one_annotator_twice_with_one_meaning_then_is_given_its_data(
    collect, render_product
):
    writer = collect(render_product(), ["rgb", "rgb", semantics(), "semantic_segmentation"])

    orchestrator.step()

    assert sorted(writer.frames[0]["annotators"]) == ["rgb", "semantic_segmentation"]


def test_a_writer_when_refused_then_can_be_attached_once_it_is_mended(collect, render_product):
    writer = FlagWriter()
    writer.annotators = [semantics(colorize=True), semantics()]
    with pytest.raises(WriterError):
        writer.attach(render_product())
    writer.annotators.pop()

    writer.attach(render_product())
    orchestrator.step()

    assert len(writer.written) == 1


def test_a_writer_when_its_data_structure_is_unknown_then_attaching_is_an_error(render_product):
    writer = FlagWriter()
    writer.data_structure = "flat"

    with pytest.raises(WriterError, match="annotator, legacy, renderProduct, not 'flat'"):
        writer.attach(render_product())


def test_a_writer_without_write_when_it_is_given_a_frame_then_the_error_says_what_to_do(render_product):
    writer = Writer()
    writer.attach(render_product())

    with pytest.raises(NotImplementedError, match="implement it"):
        orchestrator.step()


# -- triggers -----------------------------------------------------------------------------------------


def test_a_writer_without_trigger_when_a_write_is_scheduled_then_is_given_one_frame(collect, render_product):
    writer = collect(render_product(), trigger=None)
    orchestrator.step()
    writer.schedule_write()
    orchestrator.step()
    orchestrator.step()

    assert len(writer.frames) == 1


def test_a_writer_with_a_function_as_trigger_when_it_says_no_then_is_given_no_frame(collect, render_product):
    answers = iter([True, False, True])
    writer = collect(render_product(), trigger=lambda: next(answers))

    for _ in range(3):
        orchestrator.step()

    assert [frame["trigger_outputs"] for frame in writer.frames] == [{"on_frame": 0}, {"on_frame": 1}]


def test_a_writer_whose_trigger_detaches_it_when_a_step_is_taken_then_the_next_one_has_its_frame(
    collect, render_product
):
    def finish():
        first.detach()

    product = render_product()
    first = collect(product, trigger=finish)
    second = collect(product)

    orchestrator.step()

    assert (len(first.frames), len(second.frames)) == (0, 1)


def test_a_writer_when_another_one_detaches_it_then_is_given_no_frame_after_that(render_product):
    class Ending(FlagWriter):
        def write(self, data):
            super().write(data)
            other.detach()

    ending, other, product = Ending(), FlagWriter(), render_product()
    ending.attach(product)
    other.attach(product)

    orchestrator.step()

    assert (len(ending.written), len(other.written)) == (1, 0)


def test_a_trigger_when_a_preview_is_rendered_then_is_not_used_up(collect, render_product):
    asked = []
    writer = collect(render_product(), trigger=lambda: asked.append(len(asked)) or True)

    orchestrator.preview()
    orchestrator.step()

    assert (len(asked), len(writer.frames)) == (1, 1)


def test_a_writer_with_an_attach_of_its_own_when_its_trigger_is_replicators_default_then_has_every_frame(
    render_product,
):
    class PathWriter(FlagWriter):
        def attach(self, render_products, trigger="omni.replicator.core.OgnOnFrame"):
            super().attach(render_products, trigger)
            self.paths = [str(product) for product in render_products]

    writer, product = PathWriter(), render_product()
    writer.attach([product])

    orchestrator.step()
    orchestrator.step()

    assert writer.paths == [product.path]
    assert len(writer.written) == 2


def test_a_render_product_when_it_is_in_the_list_twice_then_counts_once(collect, render_product):
    writer = collect([render_product(), render_product()], data_structure="legacy")

    orchestrator.step()

    assert writer.frames[0]["rgb"].shape == (6, 8, 4)


def test_render_products_of_one_name_when_attached_to_one_writer_then_are_an_error(
    collect, render_product, stage
):
    product = UsdRender.Product.Define(stage, "/Render/other/Replicator")
    product.CreateCameraRel().SetTargets(["/World/right"])
    product.CreateResolutionAttr().Set(Gf.Vec2i(5, 3))

    with pytest.raises(WriterError, match="/Render/other/Replicator have one name"):
        collect([render_product(), attach_hydra_texture("/Render/other/Replicator")])


def test_a_trigger_that_kitless_lacks_when_attached_then_is_an_error(collect, render_product):
    with pytest.raises(WriterError, match="expects as trigger"):
        collect(render_product(), trigger=object())


def test_a_writer_that_is_not_attached_when_a_write_is_scheduled_then_is_an_error():
    with pytest.raises(WriterError, match="not attached"):
        FlagWriter().schedule_write()


# -- payloads -----------------------------------------------------------------------------------------

SEGMENTATION = ("rgb", Annotator("semantic_segmentation", {"semanticTypes": ["class"]}))


def test_a_payload_by_annotator_when_written_then_has_the_info_beside_the_data(collect, render_product):
    writer = collect([render_product(), render_product("right")], SEGMENTATION, "annotator")

    orchestrator.step()

    (data,) = writer.frames
    assert sorted(data) == ["annotators", "camera", "named_outputs", "resolution", "trigger_outputs"]
    assert data["camera"] == {"Replicator": "/World/left", "Replicator_01": "/World/right"}
    assert data["resolution"] == {"Replicator": (8, 6), "Replicator_01": (8, 6)}
    assert list(data["annotators"]) == ["rgb", "semantic_segmentation"]
    assert sorted(data["annotators"]["semantic_segmentation"]["Replicator_01"]) == ["data", "idToLabels"]
    assert writer.get_data() is data


def test_a_payload_by_render_product_when_written_then_has_camera_and_resolution_beside_the_annotators(
    collect, render_product
):
    writer = collect([render_product(name="front")], SEGMENTATION, "renderProduct")

    orchestrator.step()

    front = writer.frames[0]["renderProducts"]["front"]
    assert sorted(front) == ["camera", "resolution", "rgb", "semantic_segmentation"]
    assert front["rgb"]["data"].shape == (6, 8, 4)
    assert front["semantic_segmentation"]["idToLabels"]["2"] == {"class": "box"}


def test_a_legacy_payload_of_one_render_product_when_written_then_has_bare_arrays(collect, render_product):
    writer = collect([render_product()], SEGMENTATION, "legacy")

    orchestrator.step()

    (data,) = writer.frames
    assert data["rgb"].shape == (6, 8, 4)
    assert sorted(data["semantic_segmentation"]) == ["data", "info"]
    assert data["rp_Replicator"] == {"camera": "/World/left", "resolution": (8, 6)}


def test_a_legacy_payload_of_two_render_products_when_written_then_has_their_names_in_the_keys(
    collect, render_product
):
    writer = collect([render_product(), render_product("right")], ("rgb",), "legacy")

    orchestrator.step()

    assert {"rgb-Replicator", "rgb-Replicator_01", "rp_Replicator", "rp_Replicator_01"} <= set(
        writer.frames[0]
    )


def test_two_writers_when_one_changes_its_arrays_then_the_other_has_its_own(collect, render_product):
    product = render_product()
    first, second = collect(product), collect(product)
    orchestrator.step()

    first.frames[0]["annotators"]["rgb"]["Replicator"]["data"][:] = 0

    assert second.frames[0]["annotators"]["rgb"]["Replicator"]["data"].max() == 255


# -- metadata -----------------------------------------------------------------------------------------


def test_metadata_of_a_custom_writer_when_it_has_a_backend_then_has_its_name_and_version(
    render_product, backend, files
):
    writer = FlagWriter(backend=backend)
    writer.attach(render_product())

    orchestrator.step()
    orchestrator.step()

    assert files() == ["metadata.txt"]
    assert '{"name": "FlagWriter", "version": "0.0.1", ' in ((backend._root / "metadata.txt").read_text())


def test_metadata_when_the_writer_overrides_it_then_is_not_written(render_product, backend, files):
    class QuietWriter(FlagWriter):
        def write_metadata(self):
            pass

    writer = QuietWriter(backend=backend)
    writer.attach(render_product())

    orchestrator.step()

    assert files() == []


class ScribblingWriter(Writer):
    """Draws into what it is given, as writers that draw overlays do."""

    def __init__(self):
        self.annotators = ["rgb", "distance_to_camera", "normals", "semantic_segmentation"]
        self.data_structure = "annotator"

    def write(self, data):
        for products in data["annotators"].values():
            for values in products.values():
                values["data"][...] = 77


def test_a_writer_that_draws_into_its_data_when_written_then_the_others_have_theirs_unchanged(
    collect, render_product
):
    product = render_product()
    scribbler = ScribblingWriter()
    scribbler.attach(product)
    reader = collect(product, scribbler.annotators)

    orchestrator.step()

    for name, products in reader.frames[0]["annotators"].items():
        assert not (products[product.name]["data"] == 77).all(), name
