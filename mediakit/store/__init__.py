"""Where resolved embeds are remembered: in memory, or in an SQLite file that many threads and processes share.

A store is a cache and may be lost: the post's own copy (`to_dict`) is the record. Two promises it keeps all the same:
a tombstone (`forget`) stays, whatever is saved later, and a later answer is never overwritten by an earlier one.
"""

from mediakit.store.memory import MemoryStore
from mediakit.store.sqlite import SQLiteStore

__all__ = ["MemoryStore", "SQLiteStore"]
