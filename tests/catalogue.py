"""Every sentence of the site that a translator must know, read from templates and code."""

from functools import lru_cache
from pathlib import Path

from babel.messages.extract import extract_from_dir

import incumbent.site
from incumbent.domain.claims import Hand, StepKind
from incumbent.site.evidence_figures import KIND_WORDS
from incumbent.site.figures import CAUSE_WORDS
from incumbent.site.left_out_reasons import REASONS
from incumbent.site.pages import PLAIN_PAGES
from incumbent.site.questions import GATE_WORDS
from incumbent.site.track_tables import FORECASTER_WORDS, LEAD_WORDS, OUTCOME_WORDS, REGIME_WORDS

FOLDER = Path(incumbent.site.__file__).parent
CLAIM_STEPS = tuple(str(word) for word in (*StepKind, *Hand))


@lru_cache(maxsize=1)  # reading all of them takes a second
def sentences() -> set[str | tuple[str, ...]]:
    """Singulars, and (singular, plural) pairs."""
    methods = [("**.py", "python"), ("theme/templates/**.html", "jinja2.ext.babel_extract")]
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    found = extract_from_dir(FOLDER, method_map=methods, options_map={}, keywords=keywords)
    stored = (
        KIND_WORDS,
        CAUSE_WORDS,
        PLAIN_PAGES,
        GATE_WORDS,
        FORECASTER_WORDS,
        LEAD_WORDS,
        OUTCOME_WORDS,
        REGIME_WORDS,
        REASONS,
    )
    words = {word for table in stored for word in table.values()}
    return {message for _file, _line, message, _comments, _context in found} | words | set(CLAIM_STEPS)
