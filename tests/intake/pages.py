"""Pages and feeds as publishers write them. All of it is invented."""

from __future__ import annotations

NEWS = """\
<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Base deal may be reopened | The Harbour Post</title>
<meta property="og:title" content="Base deal &#x2018;may be reopened&#x2019;">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2024-10-02T08:00:00+09:00">
<meta property="article:modified_time" content="2024-10-03T08:00:00+09:00">
<link rel="canonical" href="/politics/base-deal?utm_source=feed">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "BreadcrumbList"},
{"@type": ["NewsArticle"], "headline": "Base deal may be reopened", "datePublished": "2024-10-02T08:00:00+09:00",
"publisher": {"@type": "Organization", "name": "The Harbour Post"}, "inLanguage": "en"}]}</script>
</head><body><nav><a href="/">Home</a> <a href="/b">Politics</a></nav>
<article><h1>Base deal &lsquo;may be reopened&rsquo;</h1>
<p>The two ministries may look at the old basing agreement again, a spokesman said after a long meeting.</p>
<p>No date was named for talks, and neither side has asked for a change of the text of sixty years ago.</p>
<p>Residents near the port say that they were not asked, and plan a march on Sunday along the quay road.</p>
</article>
<script>document.write("never")</script>
<footer>&copy; 2031 Harbour Post. All about us, and how to reach us.</footer></body></html>
"""

JAPANESE = """\
<html lang="ja"><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">
<title>基地協定、見直しへ協議か</title>
<meta property="og:title" content="基地協定、見直しへ協議か">
<meta property="og:site_name" content="みなと新聞">
<script type="application/ld+json">{"@type": "OpinionNewsArticle", "datePublished": "2024-10-02",
"publisher": "みなと新聞"}</script>
</head><body><article><h1>基地協定、見直しへ協議か</h1>
<p>両国の担当者は二日、古い基地協定について改めて話し合う可能性があると述べた。会議は長時間に及び、結論は出なかった。</p>
<p>協議の日程はまだ決まっておらず、双方とも条文の変更を正式には求めていない。港の住民は日曜日に行進を予定している。</p>
</article></body></html>
"""

BARE = """\
<title>A march along the quay</title>
<h1>A march along the quay</h1>
<p>Some two hundred people walked along the quay on Sunday, and the police counted half as many as always.</p>
<p>The mayor spoke for a while in the rain about the port, the base, and the noise that both make at night.</p>
"""

RSS2 = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>The Harbour Post</title><link>https://www.harbour.example/</link>
<item><title>Base deal &lt;b&gt;may&lt;/b&gt; be reopened &amp;amp; soon</title>
<link>https://www.harbour.example/politics/base-deal?utm_source=rss</link>
<pubDate>Wed, 02 Oct 2024 08:00:00 +0000</pubDate></item>
<item><title>A march along the quay</title><guid isPermaLink="true">https://www.harbour.example/march</guid></item>
<item><title>The same again</title><link>https://www.harbour.example/politics/base-deal</link></item>
<item><title>To be run</title><link>javascript:alert(1)</link></item>
<item><title>To be shown</title><link>data:text/html,hello</link></item>
<item><title>To be read</title><link>file:///etc/passwd</link></item>
<item><title>Nowhere</title></item>
</channel></rss>
"""

ATOM = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- Atom 1.0 -->
<feed xmlns="http://www.w3.org/2005/Atom"><title>みなと新聞</title><id>urn:x:feed</id>
<updated>2024-10-03T00:00:00Z</updated>
<entry><title type="html">基地協定、&lt;i&gt;見直し&lt;/i&gt;へ</title><id>urn:x:1</id>
<link rel="alternate" href="/news/1"/><published>2024-10-02T09:00:00Z</published>
<updated>2024-10-03T00:00:00Z</updated></entry>
<entry><title>更新だけ</title><id>urn:x:2</id><link href="/news/2"/><updated>2024-10-03T00:00:00Z</updated></entry>
</feed>
"""

RDF = """\
<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://lights.example/"><title>Lighthouse notices</title><link>https://lights.example/</link></channel>
<item rdf:about="https://lights.example/7"><title>Light 7 is out</title><link>https://lights.example/7</link>
<dc:date>2024-10-01</dc:date></item>
</rdf:RDF>
"""

LAUGHS = """\
<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>&b;&c;</title></channel></rss>
"""
