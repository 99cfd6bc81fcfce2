"""API: the same nouns as the portal, as JSON under /api/v1; one of the three doors.

Comes in: requests; the library, the programs of the packs and the coverage, opened by `app`.
Goes out: documents, provisions, search, packs, decisions, systems, coverage; errors as problem+json (RFC 9457).
Promises: amounts, rates and dates are text, never binary floats; every answer carries its citations and words; an
unknown or unreadable input is told by name, never passed over; addresses lead to the portal's pages.
Never: holds a rule, writes to the library, answers with a page.
"""

from gongbao.api.problems import invalid, problem
from gongbao.api.routes import router

__all__ = ["invalid", "problem", "router"]
