"""A campaign of broken inputs against every parser: only our own errors come out, and what opens is kept."""
