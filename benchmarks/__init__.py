"""What the program costs beside its floors and its peers: `make bench` measures all of it and writes the table."""
