"""Settings of the documentation; built without a network and with warnings as errors (`make docs`)."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from rtwlib import __version__
from rtwlib.findings import CODES
from rtwlib.plan_codes import FORM_CODES, PLAN_CODES
from rtwlib.programme.codes import PROGRAMME_CODES

project = "rtwlib"
author = "the rtwlib authors"
project_copyright = author
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx_copybutton",
    "sphinx_design",
]
exclude_patterns = ["_build", "examples"]

myst_enable_extensions = ["colon_fence", "deflist", "smartquotes"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
default_role = "code"

copybutton_prompt_text = "$ "
copybutton_only_copy_prompt_lines = True

html_theme = "furo"
html_title = "rtwlib"
html_show_copyright = False


class FindingCodes(SphinxDirective):
    """Lists every code of a finding with what it means and what to do, from the register itself."""

    def run(self) -> list[nodes.Node]:
        """Return one definition for each code."""
        lines = [
            line
            for code in (*CODES.values(), *PLAN_CODES.values(), *FORM_CODES.values(), *PROGRAMME_CODES.values())
            for line in (f"`{code.code}` **{code.title}** ({code.severity})", f": {code.means} *{code.fix}*", "")
        ]
        return self.parse_text_to_nodes("\n".join(lines))


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("finding-codes", FindingCodes)
