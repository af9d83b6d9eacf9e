"""How the window's widgets are found, by tests and by scripts: titles, and the ``identifier`` of every widget.

Rows of a list are found by ``at(ROW, index)``, such as ``labels_row_0``.
"""

from __future__ import annotations

WINDOW_TITLE = "Labels"
MENU_GROUP = "Tools/Replicator"
MENU_PATH = f"{MENU_GROUP}/{WINDOW_TITLE}"

# Selected prims
SELECTED = "labels_selected"
UNDO = "labels_undo"
REDO = "labels_redo"
ROW_TYPE = "labels_row_type"
ROW_TEXT = "labels_row_text"
ROW_SOURCE = "labels_row_source"
ROW_REMOVE = "labels_row_remove"
MORE_ROWS = "labels_more_rows"
UPGRADE = "labels_upgrade"
OLD_LABELS = "labels_old_labels"

# Entry
NEW_TYPE = "labels_new_type"
NEW_TYPE_PICK = "labels_new_type_pick"
NEW_DATA = "labels_new_data"
NEW_DATA_PICK = "labels_new_data_pick"
ADD = "labels_add_on_all_selected"
REPLACE = "labels_replace"
CLEAR = "labels_clear"
MESSAGE = "labels_message"

# Label by Name
BY_NAME = "labels_by_name"
PATTERN = "labels_pattern"
PATTERN_MATCHES = "labels_pattern_matches"
PATTERN_APPLY = "labels_pattern_apply"
PATTERN_SELECT = "labels_pattern_select"
PATTERN_REPLACE = "labels_pattern_replace"
PATTERN_PATHS = "labels_pattern_paths"

# Stage
STAGE = "labels_stage"
STAGE_FILTER = "labels_stage_filter"
STAGE_LIST = "labels_stage_list"
STAGE_SUMMARY = "labels_stage_summary"
STAGE_COUNTS = "labels_stage_counts"
STAGE_COUNT = "labels_stage_count"
STAGE_ROW = "labels_stage_row"

# Unlabelled
UNLABELLED = "labels_unlabelled"
UNLABELLED_TYPE = "labels_unlabelled_type"
UNLABELLED_LIST = "labels_unlabelled_list"
UNLABELLED_ROW = "labels_unlabelled_row"
UNLABELLED_SUMMARY = "labels_unlabelled_summary"
UNLABELLED_SELECT_ALL = "labels_unlabelled_select_all"

# Report
REPORT = "labels_report"
REPORT_TEXT = "labels_report_text"
REPORT_COPY = "labels_report_copy"


def at(identifier: str, index: int) -> str:
    """The identifier of a widget in the row of that index of a list, from 0."""
    return f"{identifier}_{index}"
