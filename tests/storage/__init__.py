"""The disk: what is kept there and how nothing of it is lost."""
