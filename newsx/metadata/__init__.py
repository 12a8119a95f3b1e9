"""What a page says of its article: headline, authors, dates, publisher, section, keywords, image, language, address.

`html.from_tree` reads an HTML page, `dump.from_lines` the judged lines of a page dump. Both give a `Metadata` and invent
nothing: what is not stated stays None or empty.
"""
