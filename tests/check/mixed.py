"""Cards of all kinds, good and at fault, that point at each other."""

from __future__ import annotations

from examples import CARD, SOURCES

QUIET = 'title = "Quiet"\nas_of = 2024-10-03\nsummary = "{}"\n'
MIXED = [
    CARD,
    QUIET.format("Nothing moved."),
    QUIET.format("See [[us/a]], [[us/former]] and [[us/nowhere]]."),
    QUIET.format("As said in [us/a#c1], [us/former#c1] and [us/b#c9]."),
    QUIET.format("See [it](ftp://example.org) and [it](https://example.org/?utm_source=x)."),
    QUIET.format("A mark \u202e stands here."),
    f"aliases = ['us/former']\n{CARD}",
    f"aliases = ['us/former', 'us/a']\nignore = ['T01', 'J07']\n{CARD}",
    f"ignore = ['T01', 'T04', 'C03', 'Z99']\n{QUIET.format('See [[us/nowhere]] and [c4].')}",
    f"{CARD}origin = 'hudson'\nconfirmed_by = ['us/b#c1', 'us/former#c1']\ncredibility = 1\n",
    f"{CARD}sorce = 'jt'\n",
    f"{CARD}quote = 'at peace'\n[[claim]]\ntext = 't'\nsource = 'nowhere'\n",
    "title = ",
    "title = 'No more'\n",
    f"status = 'draft'\n{CARD}\n[[judgment]]\nstatement = 'It may be.'\nlikelihood = 'likely'\nby = 2024-01-01\n",
]
MORE_SOURCES = f"{SOURCES}\n[hudson]\ntitle = 'T'\npublisher = 'P'\nkind = 'primary'\n"
