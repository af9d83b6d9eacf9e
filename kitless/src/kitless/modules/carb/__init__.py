"""`carb`: log functions, which write to the logger "carb", and small vectors."""

import logging as _logging

from kitless.app.vectors import Float2, Float3, Float4, Int2, Int3, Int4

__all__ = [
    "Float2",
    "Float3",
    "Float4",
    "Int2",
    "Int3",
    "Int4",
    "log_error",
    "log_fatal",
    "log_info",
    "log_verbose",
    "log_warn",
]

_logger = _logging.getLogger("carb")

log_verbose = _logger.debug
log_info = _logger.info
log_warn = _logger.warning
log_error = _logger.error
log_fatal = _logger.critical
