"""`carb.tokens`."""

from kitless.app.accessors import get_tokens_interface
from kitless.app.accessors import get_tokens_interface as acquire_tokens_interface
from kitless.app.tokens import Tokens as ITokens

__all__ = ["ITokens", "acquire_tokens_interface", "get_tokens_interface"]
