"""`omni.kit.commands`."""

from kitless.commands import Command
from kitless.commands.callbacks import (
    POST_DO_CALLBACK,
    POST_UNDO_CALLBACK,
    PRE_DO_CALLBACK,
    PRE_UNDO_CALLBACK,
)
from kitless.commands.command_functions import (
    create,
    execute,
    get_command_class,
    get_command_doc,
    get_commands,
    get_commands_list,
    register,
    register_all_commands_in_module,
    register_callback,
    set_logging_enabled,
    subscribe_on_change,
    unregister,
    unregister_callback,
    unregister_module_commands,
    unsubscribe_on_change,
)
from kitless.commands.undo_functions import redo, undo

__all__ = [
    "POST_DO_CALLBACK",
    "POST_UNDO_CALLBACK",
    "PRE_DO_CALLBACK",
    "PRE_UNDO_CALLBACK",
    "Command",
    "create",
    "execute",
    "get_command_class",
    "get_command_doc",
    "get_commands",
    "get_commands_list",
    "redo",
    "register",
    "register_all_commands_in_module",
    "register_callback",
    "set_logging_enabled",
    "subscribe_on_change",
    "undo",
    "unregister",
    "unregister_callback",
    "unregister_module_commands",
    "unsubscribe_on_change",
]
