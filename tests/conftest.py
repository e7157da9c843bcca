"""What every test may use: chance that repeats itself, and the network of the real catalogue."""

from __future__ import annotations

import pytest
from hypothesis import settings

from unknot.find.knowledge import Knowledge, load_knowledge

settings.register_profile("fixed", derandomize=True, deadline=None, print_blob=False)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The network of the packaged facts and parameters."""
    return load_knowledge()
