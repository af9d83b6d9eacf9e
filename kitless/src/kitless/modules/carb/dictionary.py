"""`carb.dictionary`."""

from kitless.app.dictionary import Dictionaries as IDictionary
from kitless.app.dictionary import DictionaryItem as Item
from kitless.app.dictionary import get_dictionary
from kitless.app.dictionary import get_dictionary as acquire_dictionary_interface

__all__ = ["IDictionary", "Item", "acquire_dictionary_interface", "get_dictionary"]
