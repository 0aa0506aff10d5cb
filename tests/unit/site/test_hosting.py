"""What hosts are told."""

from dataclasses import replace
from datetime import date

import pytest

import invented_site
from incumbent.domain.errors import RefusedError
from incumbent.site.content import SiteContent
from incumbent.site.hosting import require_lasting_contact


def content_with(**changed: object) -> SiteContent:
    return replace(invented_site.content(), settings=replace(invented_site.SETTINGS, **changed))


@pytest.mark.parametrize("until", [None, date(2018, 5, 1)])
def test_a_contact_about_to_expire_stops_the_build(until):
    content = content_with(contact_until=until)
    with pytest.raises(RefusedError, match="security contact holds until"):
        require_lasting_contact(content.settings, invented_site.BUILT_AT.date())


def test_a_site_without_a_contact_may_be_built():
    require_lasting_contact(content_with(contact=None).settings, invented_site.BUILT_AT.date())
