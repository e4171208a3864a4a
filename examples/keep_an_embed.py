"""An editor pastes an embed code; it is kept as JSON and rendered again when the provider is long gone."""

import json
from pathlib import Path

import mediakit

PASTED = """
<blockquote class="twitter-tweet"><p lang="en">The ferry is back, and so is the queue.</p>&mdash; Ana Lim (@analim)
<a href="https://twitter.com/analim/status/2055544610616250932">May 16, 2026</a></blockquote>
<script async src="https://platform.twitter.com/widgets.js"></script>
"""

embed = mediakit.recognize(PASTED)
assert embed is not None
Path("kept.json").write_text(json.dumps(embed.to_dict(), ensure_ascii=False, indent=2), encoding="utf-8")

kept = mediakit.from_dict(json.loads(Path("kept.json").read_text(encoding="utf-8")))
print(mediakit.cards.text(kept))
print(mediakit.card(kept))
