"""How the window's widgets are found, by tests and by scripts: titles, and the ``identifier`` of every widget.

A value of the config is found by its place in it, with ``_`` for every character that a query of ``omni.kit.ui_test``
reads as more than a letter: ``render_products[0].width`` is ``render_products_0_width``.
"""

from __future__ import annotations

import re

WINDOW_TITLE = "Synthetic Data Recorder"
MENU_GROUP = "Tools/Replicator"
MENU_PATH = f"{MENU_GROUP}/{WINDOW_TITLE}"

START_STOP = "start_stop"
PAUSE_RESUME = "pause_resume"
CONTROL_PLAN = "control_plan"

WRITER_REFRESH = "writer_refresh"
WRITER_SUMMARY = "writer_summary"
SELECT_ALL = "parameters_select_all"
SELECT_NONE = "parameters_select_none"
PARAMETERS_FILE = "parameters_file"
PARAMETERS_FILE_LOAD = "parameters_file_load"
PARAMETERS_FILE_LOADED = "parameters_file_loaded"
NEW_PARAMETER_NAME = "new_parameter_name"
NEW_PARAMETER_VALUE = "new_parameter_value"
NEW_PARAMETER_ADD = "new_parameter_add"
NEW_PARAMETER_PROBLEM = "new_parameter_problem"

STATUS_ACTIVITY = "status_activity"
STATUS_HEADLINE = "status_headline"
STATUS_PROGRESS = "status_progress"
STATUS_RATE = "status_rate"
STATUS_ELAPSED = "status_elapsed"
STATUS_LEFT = "status_left"
STATUS_SIZE = "status_size"
STATUS_QUEUE = "status_queue"
STATUS_FREE = "status_free"
STATUS_PLACE = "status_place"
STATUS_OPEN_FOLDER = "status_open_folder"
STATUS_COPY_PLACE = "status_copy_place"
STATUS_RESULT = "status_result"
STATUS_TROUBLE = "status_trouble"
STATUS_COPY_TROUBLE = "status_copy_trouble"
STATUS_FINDINGS = "status_findings"

OUTPUT_LOCATION = "output_location"
OUTPUT_OPEN_FOLDER = "output_open_folder"
OUTPUT_COPY_LOCATION = "output_copy_location"
OUTPUT_OUTLOOK = "output_outlook"

BUCKET_CHECK = "bucket_check"
BUCKET_ANSWER = "bucket_answer"
BUCKET_NOTICE = "bucket_notice"
BUCKET_CREDENTIALS = "bucket_credentials"

CONFIG_LOAD = "config_load"
CONFIG_SAVE = "config_save"
CONFIG_DEFAULTS = "config_defaults"
CONFIG_QUESTION = "config_question"
CONFIG_CONFIRM = "config_confirm"
CONFIG_DECLINE = "config_decline"
CONFIG_ANSWER = "config_answer"
CONFIG_NOTES = "config_notes"


def of_place(place: str) -> str:
    """Return the identifier of the widget in which a value of the config is edited."""
    return "_".join(re.findall(r"\w+", place))


def finding_of(place: str) -> str:
    """Return the identifier of the message below that widget: what is wrong there, and what to do."""
    return f"{of_place(place)}_finding"


def browse_of(place: str) -> str:
    """Return the identifier of the button beside that widget that opens a dialog of files."""
    return f"{of_place(place)}_browse"


def reset_of(place: str) -> str:
    """Return the identifier of the button beside that widget that takes its value out of the config."""
    return f"{of_place(place)}_reset"


def action_at(place: str, action: str) -> str:
    """Return the identifier of what does something with a place, or tells of it (``render_products_0_remove``).

    Of a render product: ``cameras``, ``resolutions``, ``up``, ``down``, ``remove``, and ``sign``, which tells whether
    its camera is on the stage. Of ``render_products``: ``add``.
    """
    return f"{of_place(place)}_{action}"


def frame_of(key: str) -> str:
    """Return the identifier of the frame that is remembered under a key."""
    return f"frame_{key}"
