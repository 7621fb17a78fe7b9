"""A folder of TOML becomes a Library: what is good in it, and the problems with the rest."""
