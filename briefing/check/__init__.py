"""Rules over a Library: what is wrong with content that can be read, in the words of the tradecraft."""
