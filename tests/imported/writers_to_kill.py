"""Writers of a person's own: one that can be committed as it goes along, and one with a list that goes on growing."""

import json

import omni.replicator.core as rep


class NotesWriter(rep.Writer):
    """A picture and a note for each frame, and what belongs to none."""

    append_free = True

    def __init__(self, backend):
        self.backend = backend
        self.annotators = ["rgb", "bounding_box_2d_tight"]
        self._frame_id = 0
        self.backend.write_blob("about/notes.txt", b"one note for each frame\n")

    def write(self, data):
        boxes = sorted(data["bounding_box_2d_tight"]["info"]["primPaths"])
        self.backend.write_image(f"pictures/{self._frame_id:03d}.png", data["rgb"])
        self.backend.write_blob(f"notes/{self._frame_id:03d}.json", json.dumps(boxes).encode())
        self._frame_id += 1


class ListWriter(rep.Writer):
    """A picture for each frame, and a list of all of them, which is written anew with each."""

    def __init__(self, output_dir):
        self.backend = rep.BackendDispatch(output_dir=output_dir)
        self.annotators = ["rgb"]
        self._frame_id = 0
        self._pictures = []

    def write(self, data):
        name = f"picture_{self._frame_id}.png"
        self.backend.write_image(name, data["rgb"])
        self._pictures.append({"name": name, "sum": int(data["rgb"].sum())})
        self.backend.write_blob("list.json", json.dumps(self._pictures).encode())
        self._frame_id += 1


rep.WriterRegistry.register(NotesWriter)
rep.WriterRegistry.register(ListWriter)
