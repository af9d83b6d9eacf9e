"""The writer on scenes that are small enough to be worked out by hand."""

import omni.replicator.core as rep
import pytest
import yolo_writer  # registers the writer


async def test_a_tile_when_seen_from_above_then_its_box_is_where_the_tile_is(kitless_stage, tmp_path):
    # The camera is 10 m above a tile of 1 m and sees 10 m in 100 pixels.
    rep.functional.create.plane(position=(2, 1, 0), semantics={"class": "tile"})
    camera = rep.functional.create.camera(position=(0, 0, 10), focal_length=20, horizontal_aperture=20)
    writer = rep.writers.get("YoloWriter", init_params={"output_dir": tmp_path, "class_names": ["tile"]})
    writer.attach(rep.create.render_product(camera, (100, 100)))
    await rep.orchestrator.step_async()
    await rep.orchestrator.wait_until_complete_async()
    assert (tmp_path / "labels" / "0000.txt").read_text() == "0 0.7 0.4 0.1 0.1\n"


@pytest.fixture
def record(kitless_stage, tmp_path):
    """record(frames=1, cameras=1, **parameters): record what is on the stage; returns the folder of the data set."""

    async def record(frames=1, cameras=1, **parameters):
        writer = rep.writers.get("YoloWriter")
        writer.initialize(output_dir=tmp_path, **parameters)
        products = []
        for number in range(cameras):
            camera = rep.functional.create.camera(
                position=(0, 0, 10), focal_length=20, horizontal_aperture=20
            )
            products.append(rep.create.render_product(camera, (100, 100), name=f"camera_{number}"))
        writer.attach(products)
        for _ in range(frames):
            await rep.orchestrator.step_async()
        await rep.orchestrator.wait_until_complete_async()
        writer.detach()
        return tmp_path

    return record


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


async def test_a_data_set_when_recorded_then_each_frame_has_a_picture_and_its_boxes(record):
    rep.functional.create.plane(semantics={"class": "tile"})

    folder = await record(frames=2, class_names=["tile"])

    assert [name for name in files(folder) if name != "metadata.txt"] == [
        "classes.txt",
        "images/0000.png",
        "images/0001.png",
        "labels/0000.txt",
        "labels/0001.txt",
    ]


async def test_classes_when_several_are_recorded_then_lines_have_their_numbers_and_other_labels_are_left_out(
    record,
):
    rep.functional.create.plane(position=(-2, 0, 0), semantics={"class": "tile"})
    rep.functional.create.plane(position=(2, 0, 0), semantics={"class": "slab"})
    rep.functional.create.plane(position=(0, 3, 0), semantics={"class": "moss"})

    folder = await record(class_names=["slab", "tile"])

    assert (folder / "classes.txt").read_text() == "slab\ntile\n"
    assert (folder / "labels" / "0000.txt").read_text() == "0 0.7 0.5 0.1 0.1\n1 0.3 0.5 0.1 0.1\n"


async def test_boxes_when_more_is_hidden_than_allowed_then_they_are_left_out(record):
    # The lid lies just above the tile, is as wide, and a quarter of its width aside: it hides three quarters.
    rep.functional.create.plane(semantics={"class": "tile"})
    rep.functional.create.plane(position=(0.25, 0, 0.001), semantics={"class": "lid"})

    folder = await record(class_names=["tile"], max_occlusion=0.5)

    assert (folder / "labels" / "0000.txt").read_text() == ""


async def test_render_products_when_there_are_several_then_each_has_a_folder(record):
    rep.functional.create.plane(semantics={"class": "tile"})

    folder = await record(cameras=2, class_names=["tile"])

    assert "labels/camera_0/0000.txt" in files(folder)
    assert (folder / "labels/camera_0/0000.txt").read_text() == (
        folder / "labels/camera_1/0000.txt"
    ).read_text()


@pytest.mark.parametrize("parameters", [{}, {"output_dir": "somewhere"}, {"class_names": ["a"]}])
def test_a_writer_when_it_lacks_a_folder_or_classes_then_it_refuses(kitless_app, parameters):
    with pytest.raises(ValueError, match="YoloWriter needs"):
        yolo_writer.YoloWriter(**parameters)
