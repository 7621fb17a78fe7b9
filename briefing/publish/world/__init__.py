"""The world as a terminal can draw it: coasts in dots, and places with room for a label beside each."""
