"""`carb`: log functions; they write to the logger "carb"."""

import logging as _logging

_logger = _logging.getLogger("carb")

log_verbose = _logger.debug
log_info = _logger.info
log_warn = _logger.warning
log_error = _logger.error
