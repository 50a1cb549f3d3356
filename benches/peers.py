"""One part of what a Python tool of the same kind does: read every YAML file, fill a template, draw as many charts, or set the
manuscript.

Called by peers.rs with the part, the project, the manuscript's folder and how many charts to draw. Exit status 3: the
part's package is not installed.
"""

import io
import pathlib
import sys


def read(project, _manuscript, _charts):
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    files = sorted((project / "content").rglob("*.yaml"))
    return [yaml.load(file.read_text(encoding="utf-8"), loader) for file in files]


def fill(project, manuscript, charts):
    import jinja2

    text = "{% macro show(it) %}{% if it is mapping %}{% for k, v in it.items() %}{{ k }}:{{ show(v) }}{% endfor %}"
    text += "{% elif it is iterable and it is not string %}{% for v in it %}{{ show(v) }}{% endfor %}{% else %}{{ it }}"
    text += "{% endif %}{% endmacro %}{% for it in data %}{{ show(it) }}{% endfor %}"
    jinja2.Environment(autoescape=True).from_string(text).render(data=read(project, manuscript, charts))


def draw(_project, _manuscript, charts):
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot

    for _ in range(charts):
        figure, axes = matplotlib.pyplot.subplots()
        axes.barh(range(20), range(20))
        figure.savefig(io.StringIO(), format="svg")
        matplotlib.pyplot.close(figure)


def typeset(project, manuscript, _charts):
    import typst

    fonts = [str(project / "assets" / "fonts")]
    compiler = typst.Compiler(root=str(manuscript), font_paths=fonts, ignore_system_fonts=True)
    compiler.compile(input=str(manuscript / "main.typ"), pdf_standards=["a-2a", "ua-1"], timestamp=0)


try:
    part, project, manuscript, charts = sys.argv[1:]
    {"PyYAML": read, "PyYAML+Jinja2": fill, "matplotlib": draw, "typst": typeset}[part](
        pathlib.Path(project), pathlib.Path(manuscript), int(charts)
    )
except ImportError:
    sys.exit(3)
