"""What every test may use: repeatable chance, the real network, and a synthetic skin."""

from __future__ import annotations

import pytest
from hypothesis import settings
from synthetic_skin import egg_skin

from unknot.body.skin import Skin
from unknot.find.knowledge import Knowledge, load_knowledge

settings.register_profile("fixed", derandomize=True, deadline=None, print_blob=False)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The network of the packaged facts and parameters."""
    return load_knowledge()


@pytest.fixture(scope="session")
def egg(tmp_path_factory: pytest.TempPathFactory) -> Skin:
    """A small mirrored body whose regions are bands."""
    return egg_skin(tmp_path_factory.mktemp("egg"))
