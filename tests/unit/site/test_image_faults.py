"""A picture that is not there, or says nothing, stops the build with its file and line."""

from dataclasses import replace

import pytest

import invented_site
from incumbent.domain.desk import Picture
from incumbent.site.content import SiteContent
from incumbent.site.image_faults import image_faults


def with_line(line: str) -> SiteContent:
    post = replace(invented_site.POSTS[0], body=f"One.\n\n{line}", body_line=7)
    return replace(invented_site.content(), posts=(post,))


def test_pictures_that_are_there_and_explained_are_no_fault():
    assert image_faults(with_line("![a dark field](../images/field.png)")) == []


@pytest.mark.parametrize(
    ("line", "must_be"),
    [
        ("![a roof](../images/roof.png)", "a picture of this desk, ../images/NAME"),
        ("![a roof](https://example.net/roof.png)", "a picture of this desk, ../images/NAME"),
        ("![ ](../images/field.png)", "told what the picture shows"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told_with_its_line(line, must_be):
    (fault,) = image_faults(with_line(line))
    assert (fault.file, fault.line, fault.must_be) == ("posts/spring.md", 9, must_be)


def test_a_gallery_names_only_pictures_of_the_desk():
    lost = Picture("lost.png", "Lost", "2017", "ink", "A line.")
    settings = replace(invented_site.SETTINGS, pictures=(lost,))
    (fault,) = image_faults(replace(invented_site.content(), settings=settings))
    assert (fault.file, fault.value) == ("desk.toml", "lost.png")
