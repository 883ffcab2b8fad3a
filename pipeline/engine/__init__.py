"""How a corpus is spread over processes; the same records and bytes whatever the number."""
