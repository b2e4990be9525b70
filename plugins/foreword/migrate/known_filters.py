"""The filters that Liquid and Jekyll have. Any other passes its input through."""

from __future__ import annotations

LIQUID = frozenset(
    "abs append at_least at_most base64_decode base64_encode base64_url_safe_decode base64_url_safe_encode capitalize"
    " ceil compact concat date default divided_by downcase escape escape_once find find_index first floor h has join"
    " last lstrip map minus modulo newline_to_br plus prepend reject remove remove_first remove_last replace"
    " replace_first replace_last reverse round rstrip size slice sort sort_natural split squish strip strip_html"
    " strip_newlines sum times truncate truncatewords uniq upcase url_decode url_encode where".split()
)
JEKYLL = frozenset(
    "absolute_url array_to_sentence_string cgi_escape date_to_long_string date_to_rfc822 date_to_string"
    " date_to_xmlschema find_exp group_by group_by_exp inspect jsonify markdownify normalize_whitespace"
    " number_of_words pop push relative_url sample sassify scssify shift slugify smartify strip_index to_integer"
    " unshift uri_escape where_exp xml_escape".split()
)
KNOWN = LIQUID | JEKYLL
