"""Word: an edition as a .docx with real styles, contents, links and a table of risks, for offices that work in it."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unicodedata import bidirectional
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefing.publish.document import Role
from briefing.publish.extra import needs
from briefing.publish.glyphs import EMPTY, FULL
from briefing.publish.paper import TINTS, Contents, Hang, Heading, Line, Piece, Risks, sheets, writable
from briefing.publish.plain import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document as WordDocument

    from briefing.publish.edition import Edition
    from briefing.publish.paper import Risk, Sheet

    Element = Any

_STYLES: Final = Path(__file__).with_name("word.xml")
_HANGS: Final = {Hang.NARROW: 510, Hang.MIDDLE: 964, Hang.WIDE: 1474}
"""Twips, as the styles of entries say them too."""
_STEP: Final = 340
"""Twips from list to list inside it."""
_WIDTHS: Final = (2210, 1644, 1570, 1092, 1010, 766, 1120)
"""Twips of the columns of risks; together the width of the text."""
_BULLETS: Final = "•–·"
_CJK_FONTS: Final = {"ja": "Yu Mincho", "ko": "Batang", "zh": "SimSun", "zh-hant": "PMingLiU", "zh-tw": "PMingLiU"}
_GAUGE: Final = re.compile(f"([{FULL}{EMPTY}]+)")
_GAUGE_FONT: Final = "Segoe UI Symbol"
_LONGEST_PROPERTY: Final = 255
_LEFT_OVER: Final = ("stylesWithEffects", "customXml", "thumbnail")
"""Parts of the library's empty document that say nothing of this one."""


def docx(edition: Edition) -> bytes:
    """The edition as a Word document, the same bytes from the same content."""
    try:
        from docx import Document
    except ImportError:
        raise needs("word", "Word") from None
    document = Document()
    _Writer(edition, document).write()
    written = BytesIO()
    document.save(written)
    return _undated(written)


def _undated(written: BytesIO) -> bytes:
    """The same archive without the time at which it was packed."""
    packed = BytesIO()
    with ZipFile(written) as before, ZipFile(packed, "w") as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), before.read(name), ZIP_DEFLATED)
    return packed.getvalue()


class _Writer:
    """One edition on its way into a document."""

    def __init__(self, edition: Edition, document: WordDocument) -> None:
        self.edition = edition
        self.document = document
        self.language = edition.library.briefing.language
        self.bookmarks = count(1)

    def write(self) -> None:
        self._prepare()
        self._describe()
        self._paper()
        end = self.document.element.body.sectPr
        for sheet in sheets(self.edition):
            for element in _Setter(self, sheet).set():
                end.addprevious(element)

    def _prepare(self) -> None:
        """Give the library's empty document this program's styles and lists, and take away what is the library's."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import qn

        styles = parse_xml(_STYLES.read_bytes())
        styles.xpath("w:docDefaults//w:rFonts")[0].set(qn("w:eastAsia"), _cjk_font(self.language))
        styles.xpath("w:docDefaults//w:lang")[0].attrib.update(_spoken(self.language).attrib)
        # The headings of a card look the same, however deep it lies in this edition.
        higher = 3 - max(page.depth for page in self.edition.pages)
        for level in range(1, 4):
            looks_like = styles.xpath(f"w:style[@w:styleId='Heading{level}']/w:basedOn")[0]
            looks_like.set(qn("w:val"), f"Look{min(level + higher, 3)}")
        self.document.styles.element[:] = styles
        self.document.part.numbering_part.element[:] = [
            _w("abstractNum", *(_bullet(level) for level in range(len(_BULLETS))), abstractNumId=0),
            _w("num", _w("abstractNumId", val=0), numId=1),
        ]
        settings = self.document.settings.element
        settings.xpath("w:zoom")[0].set(qn("w:percent"), "100")
        settings.xpath(".//w:compatSetting[@w:name='compatibilityMode']")[0].set(qn("w:val"), "15")
        for held in (self.document.part.rels, self.document.part.package.rels):
            for name in [name for name, each in held.items() if each.reltype.rpartition("/")[2] in _LEFT_OVER]:
                del held[name]

    def _describe(self) -> None:
        about, day = self.document.core_properties, self.edition.today
        about.title = writable(self.edition.title)[:_LONGEST_PROPERTY]
        about.language = self.language
        about.author = about.comments = about.last_modified_by = ""
        about.created = about.modified = datetime(day.year, day.month, day.day)

    def _paper(self) -> None:
        """A4, and what stands at the head and the foot of every page."""
        from docx.shared import Twips

        section, handling = self.document.sections[0], self.edition.handling
        section.page_width, section.page_height = Twips(11906), Twips(16838)
        section.left_margin = section.right_margin = Twips(1247)
        section.top_margin = section.bottom_margin = Twips(1361)
        section.header_distance = section.footer_distance = Twips(624)
        pages = (*_runs("\tPage "), _field("PAGE"), *_runs(" of "), _field("NUMPAGES"))
        title = _p("Footer", *_runs(self.edition.title), *pages)
        section.header.part.element[:] = [_p("Handling", *_runs(handling)) if handling else _p("Header")]
        section.footer.part.element[:] = [_p("Handling", *_runs(handling)), title] if handling else [title]

    def bookmark(self, anchor: str) -> Iterator[Element]:
        """A place that links lead to, at the beginning of a paragraph."""
        if anchor:
            number = next(self.bookmarks)
            yield _w("bookmarkStart", id=number, name=anchor)
            yield _w("bookmarkEnd", id=number)

    def linked(self, to: str, runs: Iterable[Element]) -> Iterable[Element]:
        """Runs as a link, if it leads somewhere."""
        if not to:
            return runs
        if to.startswith("#"):
            return [_w("hyperlink", *runs, anchor=to[1:])]
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        link = _w("hyperlink", *runs)
        link.set(qn("r:id"), self.document.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return [link]


class _Setter:
    """One sheet on its way into paragraphs."""

    def __init__(self, writer: _Writer, sheet: Sheet) -> None:
        self.writer = writer
        self.sheet = sheet
        self.language = "" if sheet.language == writer.language else sheet.language
        self.bulleted = False
        """Whether text without a mark hangs under a bullet."""

    def set(self) -> Iterator[Element]:
        for place, block in enumerate(self.sheet.blocks):
            match block:
                case Heading():
                    yield self._heading(block, breaks=self.sheet.breaks and place == 0)
                case Line():
                    yield self._line(block)
                case Contents():
                    yield self._contents(block)
                case Risks():
                    yield _p("Caption", *_runs(block.caption))
                    yield self._risks(block)
                # A history is said in words below its heading.

    def _heading(self, heading: Heading, breaks: bool) -> Element:
        style = f"Heading{min(heading.level, 6)}" if heading.level else "Title"
        return self._paragraph(
            style,
            *self.writer.bookmark(heading.anchor),
            *self._runs(Piece(heading.text)),
            *(_runs(f"  {heading.aside}", "Aside") if heading.aside else ()),
            about=[_w("pageBreakBefore")] if breaks else [],
        )

    def _line(self, line: Line) -> Element:
        style, left = "Normal", 0
        if line.mark:
            self.bulleted = line.is_bullet
        if line.verbatim:
            style, left = "CodeBlock", line.depth * _STEP
        elif line.depth and self.bulleted:
            style = f"List{'Bullet' if line.mark else 'Continue'}{('', '2', '3')[min(line.depth, 3) - 1]}"
        elif line.depth:
            style = f"{'Entry' if line.mark else 'Text'}{line.hang.name.title()}"
            left = _HANGS[line.hang] + (line.depth - 1) * _STEP if line.depth > 1 else 0
        mark = []
        if line.mark and not line.is_bullet:
            beside = cells(line.mark.text) <= line.hang.value
            mark = [*self._piece(line.mark), *_runs("\t" if beside else "   ")]
        return self._paragraph(
            style,
            *self.writer.bookmark(line.anchor),
            *mark,
            *chain.from_iterable(map(self._piece, line.pieces)),
            about=[_w("keepNext")] if line.kept else [],
            before=120 if line.apart and line.depth else 0,
            left=left,
        )

    def _contents(self, contents: Contents) -> Element:
        """The field of the contents with its entries as Word would make them, so that it need not ask for leave."""
        begin = (
            _w("r", _w("fldChar", fldCharType="begin")),
            _w("r", _text("instrText", f' TOC \\o "1-{contents.depth}" \\h \\z \\u ')),
            _w("r", _w("fldChar", fldCharType="separate")),
        )
        entries: list[Element] = []
        for heading in contents.headings:
            aside = f"  {heading.aside}" if heading.aside else ""
            link = _w("hyperlink", *_runs(heading.text + aside), anchor=heading.anchor)
            entries.append(_p(f"TOC{heading.level}", *(begin if not entries else ()), link))
        entries[-1].append(_w("r", _w("fldChar", fldCharType="end")))
        gallery = _w("docPartObj", _w("docPartGallery", val="Table of Contents"), _w("docPartUnique"))
        return _w("sdt", _w("sdtPr", gallery), _w("sdtContent", _p("TOCHeading", *_runs("Contents")), *entries))

    def _risks(self, risks: Risks) -> Element:
        look = _w(
            "tblPr",
            _w("tblStyle", val="Risks"),
            _w("tblW", w=sum(_WIDTHS), type="dxa"),
            _w("tblLayout", type="fixed"),
            _w("tblLook", val="0020", firstRow=1),
            _w("tblCaption", val="Risks"),
            _w("tblDescription", val=risks.caption),
        )
        head = [_p("TableHead", *_runs(title)) for title in risks.columns]
        rows = [_row(head, header=True), *(self._risk(risk) for risk in risks.rows)]
        return _w("tbl", look, _w("tblGrid", *(_w("gridCol", w=width) for width in _WIDTHS)), *rows)

    def _risk(self, risk: Risk) -> Element:
        pieces = (risk.card, risk.level, *map(Piece, risk[2:]))
        return _row([_p("TableText", *self._piece(piece)) for piece in pieces], tint=TINTS[risk.level.role])

    def _paragraph(
        self, style: str, *within: Element, about: Iterable[Element] = (), before: int = 0, left: int = 0
    ) -> Element:
        bidi = [_w("bidi")] if self.sheet.rightward else []
        spacing = [_w("spacing", before=before)] if before else []
        return _p(style, *within, about=[*about, *bidi, *spacing, *([_w("ind", left=left)] if left else [])])

    def _piece(self, piece: Piece) -> Iterable[Element]:
        return self.writer.linked(piece.to, self._runs(piece))

    def _runs(self, piece: Piece) -> Iterable[Element]:
        style = "" if piece.role is Role.TEXT else piece.role.value.title()
        if piece.role is Role.LEAD and not piece.to.startswith("#"):
            style = "Hyperlink" if piece.to else ""
        return _runs(piece.text, style, self.language)


def _w(tag: str, *within: Element, **attributes: object) -> Element:
    """An element of Word's own namespace. What it says is handed over as text, so nothing of it can be markup."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), writable(str(value)))
    element.extend(within)
    return element


def _p(style: str, *within: Element, about: Iterable[Element] = ()) -> Element:
    return _w("p", _w("pPr", _w("pStyle", val=style), *about), *within)


def _runs(text: str, style: str = "", language: str = "") -> Iterator[Element]:
    """Text of one style; gauges in a font that has their signs."""
    for place, piece in enumerate(_GAUGE.split(text)):
        if not piece:
            continue
        about = [_w("rStyle", val=style)] if style else []
        if place % 2:
            about.append(_w("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), _GAUGE_FONT)))
        elif language:
            about.append(_w("rFonts", eastAsia=_cjk_font(language)))
        if not piece.isascii() and any(bidirectional(letter) in ("R", "AL") for letter in piece):
            about.append(_w("rtl"))
        if language:
            about.append(_spoken(language))
        yield _w("r", *([_w("rPr", *about)] if about else []), *_texts(piece))


def _texts(text: str) -> Iterator[Element]:
    for piece in re.split(r"([\n\t])", text):
        if piece in ("\n", "\t"):
            yield _w("br" if piece == "\n" else "tab")
        elif piece:
            yield _text("t", piece)


def _text(tag: str, text: str) -> Element:
    element = _w(tag)
    element.text = writable(text)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def _field(name: str) -> Element:
    return _w("fldSimple", *_runs("1"), instr=name)


def _row(paragraphs: Iterable[Element], header: bool = False, tint: str = "") -> Element:
    """A row of risks; the tint is that of its level."""
    boxes = []
    for title, width, paragraph in zip(Risks.columns, _WIDTHS, paragraphs, strict=True):
        about = [_w("shd", val="clear", color="auto", fill=tint)] if tint and title == "Level" else []
        boxes.append(_w("tc", _w("tcPr", _w("tcW", w=width, type="dxa"), *about), paragraph))
    return _w("tr", _w("trPr", _w("cantSplit"), *([_w("tblHeader")] if header else [])), *boxes)


def _bullet(level: int) -> Element:
    return _w(
        "lvl",
        _w("start", val=1),
        _w("numFmt", val="bullet"),
        _w("lvlText", val=_BULLETS[level]),
        _w("lvlJc", val="left"),
        _w("pPr", _w("ind", left=_STEP * (level + 1), hanging=_STEP)),
        ilvl=level,
    )


def _spoken(language: str) -> Element:
    """What text is written in. Letters of Latin script between CJK ones stay English, or they break anywhere."""
    cjk = language.partition("-")[0].lower() in _CJK_FONTS
    return _w("lang", eastAsia=language) if cjk else _w("lang", val=language, bidi=language)


def _cjk_font(language: str) -> str:
    known = (language.lower().rsplit("-", parts)[0] for parts in range(language.count("-") + 1))
    return next((_CJK_FONTS[each] for each in known if each in _CJK_FONTS), _CJK_FONTS["ja"])
