"""The writer: a picture, and a line of text for every box in it."""

import numpy as np
import omni.replicator.core as rep


class YoloWriter(rep.Writer):
    """Writes pictures with their boxes as the trainers of YOLO read them.

    ```
    classes.txt            the class names, one a line
    images/0000.png        images/NAME/0000.png for each render product, where there are several
    labels/0000.txt        class x y width height, for each visible box: its centre and size, in parts of the picture
    ```

    Args:
        output_dir: Folder of the data set. Give this, or `backend`.
        class_names: Semantic labels of type "class", in the order of their numbers. Boxes with another label are no
            part of the data set.
        backend: Where files go instead of a folder, such as an S3 backend.
        max_occlusion: Boxes of objects of which a greater part is hidden are left out; 0 to 1. Where Replicator does
            not know that part, which it says with -1, the box stays.

    Raises:
        ValueError: Neither a folder nor a backend is given, or a class name is not usable.
    """

    # No file is written to a second time: the recorder may take a frame's away while the recording goes on.
    append_free = True

    def __init__(self, output_dir=None, class_names=(), backend=None, max_occlusion=1.0):
        if backend is None and output_dir is None:
            raise ValueError("YoloWriter needs output_dir=FOLDER or backend=BACKEND, and got neither")
        if not class_names or len(set(class_names)) != len(class_names):
            raise ValueError(f"YoloWriter needs class_names without doubles, got {list(class_names)}")
        self.backend = backend or rep.BackendDispatch(output_dir=str(output_dir))
        self.annotators = ["rgb", "bounding_box_2d_tight"]
        self.data_structure = "renderProduct"
        self._class_names = list(class_names)
        self._max_occlusion = max_occlusion
        self._frame_id = 0
        self._write_text("classes.txt", self._class_names)

    def write(self, data):
        """Write one frame."""
        products = data["renderProducts"]
        for name, product in products.items():
            folder = f"{name}/" if len(products) > 1 else ""
            picture = product["rgb"]["data"]
            self.backend.write_image(f"images/{folder}{self._frame_id:04}.png", picture)
            lines = self._lines(product["bounding_box_2d_tight"], *picture.shape[:2])
            self._write_text(f"labels/{folder}{self._frame_id:04}.txt", lines)
        self._frame_id += 1

    def detach(self):
        """Count frames from 0 again when it is attached the next time."""
        super().detach()
        self._frame_id = 0

    def _lines(self, boxes, height, width):
        """One line for each box that belongs to the data set, sorted."""
        labels = {int(number): label.get("class", "") for number, label in boxes["idToLabels"].items()}
        size = np.array([width, height])
        lines = []
        for box in boxes["data"]:
            label = labels[int(box["semanticId"])]
            if label not in self._class_names or box["occlusionRatio"] > self._max_occlusion:
                continue
            # Maxima are the last pixels inside, so that a box of one pixel has equal minimum and maximum.
            low = np.array([box["x_min"], box["y_min"]]) / size
            high = np.array([box["x_max"] + 1, box["y_max"] + 1]) / size
            numbers = " ".join(f"{number:.6g}" for number in (*((low + high) / 2), *(high - low)))
            lines.append(f"{self._class_names.index(label)} {numbers}")
        return sorted(lines)

    def _write_text(self, path, lines):
        self.backend.write_blob(path, "".join(f"{line}\n" for line in lines).encode())
