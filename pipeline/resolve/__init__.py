"""Who is who: first within a document, then across the corpus."""
