"""What makes an embed outlive its provider: a dated snapshot of its words, its pictures as files, copies in archives.

`keep` is the conversation that takes them all; its parts can be had by themselves. What a provider's terms forbid is
not taken and said; what was forgotten is never kept again.
"""

from mediakit.keeping.archives import ARCHIVES, Archive, find_archived, memento
from mediakit.keeping.capturing import ArchiveAccess, request_copy
from mediakit.keeping.forgetting import Forgotten, forget_in
from mediakit.keeping.images import KeptFile, expiring, keep_images
from mediakit.keeping.permitting import Duty, duties, within_terms
from mediakit.keeping.snapshots import Change, changes, digest, is_intact, snapshot, with_snapshot
from mediakit.keeping.taking import Kept, keep

__all__ = [
    "ARCHIVES",
    "Archive",
    "ArchiveAccess",
    "Change",
    "Duty",
    "Forgotten",
    "Kept",
    "KeptFile",
    "changes",
    "digest",
    "duties",
    "expiring",
    "find_archived",
    "forget_in",
    "is_intact",
    "keep",
    "keep_images",
    "memento",
    "request_copy",
    "snapshot",
    "with_snapshot",
    "within_terms",
]
