"""Which queries Wikidata is asked: holders of offices, and elections."""

from __future__ import annotations

from collections.abc import Iterable

from incumbent.sources.ask import Ask, with_query

SOURCE = "wikidata"
ENDPOINT = "https://query.wikidata.org/sparql"
_JSON = "application/sparql-results+json"

# Offices come from the country's "office held by head of state / of government"; holders from the
# P39 statements on the office, never from P35/P6 of the country, whose old values lack ends.
# psv: and timePrecision, because a bare 1995 reads as 1995-01-01. Deprecated statements are asked for
# and told apart by their rank.
_HOLDERS = """
SELECT ?statement ?item ?itemLabel ?office ?officeLabel ?country ?countryLabel ?rank
       ?start ?startPrecision ?end ?endPrecision ?died ?diedPrecision
WHERE {
  %(offices)s
  ?statement ps:P39 ?office ; wikibase:rank ?rank .
  ?item p:P39 ?statement ; wdt:P31 wd:Q5 .
  OPTIONAL { ?statement pqv:P580 [ wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision ] }
  OPTIONAL { ?statement pqv:P582 [ wikibase:timeValue ?knownEnd ; wikibase:timePrecision ?endPrecision ] }
  OPTIONAL { ?statement pq:P582 ?anyEnd }
  BIND(COALESCE(?knownEnd, ?anyEnd) AS ?end)
  OPTIONAL { ?item p:P570/psv:P570 [ wikibase:timeValue ?died ; wikibase:timePrecision ?diedPrecision ] }
  FILTER(!BOUND(?start) || ?start >= "%(since)s-01-01T00:00:00Z"^^xsd:dateTime || !BOUND(?anyEnd))
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en". }
}
"""

_OFFICES_OF_COUNTRIES = """
  VALUES ?kind { wd:Q3624078 wd:Q15634554 }
  ?country wdt:P31 ?kind .
  ?country p:P1313|p:P1906 ?held .
  ?held a wikibase:BestRank ; ps:P1313|ps:P1906 ?office .
  FILTER NOT EXISTS { ?held pq:P582 [] }
"""

_ELECTIONS = """
SELECT ?election ?electionLabel ?date ?datePrecision ?office ?country ?countryLabel
WHERE {
  ?election wdt:P31/wdt:P279* wd:Q40231 ;
            p:P585/psv:P585 [ wikibase:timeValue ?date ; wikibase:timePrecision ?datePrecision ] .
  FILTER(?date >= "%(since)s-01-01T00:00:00Z"^^xsd:dateTime)
  OPTIONAL { ?election wdt:P541 ?office }
  OPTIONAL { ?election wdt:P1001 ?country }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en". }
}
"""


def holders_ask(since_year: int, offices: Iterable[str] = (), endpoint: str = ENDPOINT) -> Ask:
    """Statements on offices: those named (ids), or of every head of state and of government."""
    named = " ".join(f"wd:{office}" for office in offices)
    which = f"VALUES ?office {{ {named} }}" if named else _OFFICES_OF_COUNTRIES
    return _ask(_HOLDERS % {"offices": which, "since": since_year}, endpoint)


def elections_ask(since_year: int, endpoint: str = ENDPOINT) -> Ask:
    """Elections dated in a year or later, with the precision of their dates."""
    return _ask(_ELECTIONS % {"since": since_year}, endpoint)


def _ask(query: str, endpoint: str) -> Ask:
    # a query may take 60 seconds there; one at a time, with a pause
    return Ask(SOURCE, with_query(endpoint, {"query": query}), accept=_JSON, pace_seconds=2)
