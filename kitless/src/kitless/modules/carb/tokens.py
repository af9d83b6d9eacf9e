"""`carb.tokens`."""

from kitless.app.accessors import get_tokens_interface
from kitless.app.tokens import Tokens as ITokens

__all__ = ["ITokens", "get_tokens_interface"]
