"""Live blogs: reading old ones, writing new ones, and every form a reader may want of them."""
