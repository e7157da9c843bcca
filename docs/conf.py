"""Settings of the manual. Nothing is fetched: no foreign inventories, fonts or scripts."""

import warnings
from importlib.metadata import version as _version

# The house's section *Limits* is turned into a warning below; numpydoc mentions it before.
warnings.filterwarnings("ignore", message="Unknown section Limits")

project = "Unknot"
author = "The Unknot contributors"
copyright = "2026, The Unknot contributors"  # noqa: A001
release = _version("unknot")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "examples"]
language = "en"

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autosummary_generate = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False

html_theme = "furo"
html_title = f"Unknot {release}"
html_show_sphinx = False
html_copy_source = False


def _limits_as_warning(_app, _what, _name, _obj, _options, lines):
    """Show the house's *Limits* section as a warning, the nearest that numpydoc knows."""
    for n in range(len(lines) - 1):
        if lines[n].strip() == "Limits" and set(lines[n + 1].strip()) == {"-"}:
            lines[n : n + 2] = ["Warnings", "--------"]


def setup(app):
    """Run before numpydoc reads the docstrings."""
    app.connect("autodoc-process-docstring", _limits_as_warning, priority=100)
