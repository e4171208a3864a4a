"""Read what is left of an old live blog, list the media that are gone, and build a page that lasts."""

from pathlib import Path

from mediakit import live

LEFT = """Harbour Day: The Lightship Comes Home

June 14, 2025
The Aurora passes the mole at noon | Ines Korhonen/Tidewire

Live Updates: After thirty years the old lightship is towed back to her quay.

The Tug Has Made Fast

The tug Vilja has made fast, the harbour master reports.

This video shows the line going over:

— Samir Haddad

Crowds On The Mole

People have been waiting since six.

The museum posted photographs of the queue

— Ines Korhonen
"""

blog, holes = live.read(LEFT, url="https://tidewire.example/live/harbour-day")
print(f"{blog.title}, {blog.published}: {len(blog.posts)} posts")
for hole in holes:
    print(f"line {hole.line}: {hole.medium} missing: {hole.words}")
Path("harbour-day.html").write_text(live.page(blog), encoding="utf-8")
