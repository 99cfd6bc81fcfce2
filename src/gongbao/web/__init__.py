"""Web: the portal's pages, one of the three doors.

Comes in: requests; the library, the programs of the packs and the coverage, opened by `app`.
Goes out: pages that work without scripts: home, library, reader, policy card, calculator; a page for each error.
Promises: answer first, then reasons, then the words; every page has an address a person can read and says which
day it reckons with; every string of the interface stands in two languages in `data/strings`; nothing is loaded
from elsewhere.
Never: holds a rule, writes to the library, keeps what a person typed.
"""

from gongbao.web.frame import ON_COOKIE, today
from gongbao.web.pages import error_page, router
from gongbao.web.portal import Portal

__all__ = ["ON_COOKIE", "Portal", "error_page", "router", "today"]
