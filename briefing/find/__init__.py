"""Find cards in a Library: by any word that stands in them, and by what is asked of them."""
