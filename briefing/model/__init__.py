"""What a briefing is: scales, cards, sources, regions; ratings, trend and freshness derived from them.

Knows no file, no clock and no screen.
"""
