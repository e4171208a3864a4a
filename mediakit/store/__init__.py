"""Where resolved embeds are remembered: in memory, in an SQLite file for many processes, in Redis for many machines.

A store is a cache and may be lost: the post's own copy (`to_dict`) is the record. Three promises it keeps all the same:
a tombstone (`forget`) stays, whatever is saved later; a later answer is never overwritten by an earlier one; who lost
the lease saves nothing. All stores keep the same laws (`FullStore`; the tests hold each to a plain model).

A `Ledger` is no store: it holds what each input of one long list was answered.
"""

from mediakit.store.ledger import Ledger
from mediakit.store.lines import Imported, entries_in, export_lines, import_lines
from mediakit.store.memory import MemoryStore
from mediakit.store.pruning import Pruned, prune
from mediakit.store.redis import RedisStore
from mediakit.store.rules import FullStore, Purged
from mediakit.store.sqlite import SQLiteStore

__all__ = [
    "FullStore",
    "Imported",
    "Ledger",
    "MemoryStore",
    "Pruned",
    "Purged",
    "RedisStore",
    "SQLiteStore",
    "entries_in",
    "export_lines",
    "import_lines",
    "prune",
]
