"""What the world can fetch, as values: objects, their keys, types and lifetimes, and the manifest of them all."""
