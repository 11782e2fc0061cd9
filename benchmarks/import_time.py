"""Import time above bare Python, and which heavy modules `import rtwlib` and `rtw --version` load, by -X importtime."""

from __future__ import annotations

import re
import resource
import subprocess
import sys

HEAVY = ("holidays", "numpy", "click", "cattrs", "pluggy", "pytest", "hypothesis", "pandas", "rich")


def cpu(code: str, repeat: int = 7) -> float:
    """Return the least CPU time of a new interpreter running the code, in milliseconds."""
    times = []
    for _ in range(repeat):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own code
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times) * 1000


def loaded(*arguments: str) -> list[str]:
    """Return the heavy packages that a run imports."""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-X", "importtime", *arguments], check=True, capture_output=True, text=True
    )
    names = {match[1].split(".")[0] for match in re.finditer(r"\|\s+([\w.]+)$", done.stderr, re.MULTILINE)}
    return [name for name in HEAVY if name in names]


def main() -> None:
    """Print the times and the heavy modules."""
    bare = cpu("pass")
    print(f"import rtwlib            {cpu('import rtwlib') - bare:6.0f} ms CPU above bare Python ({bare:.0f} ms)")
    print(f"  loads of {', '.join(HEAVY)}: {', '.join(loaded('-c', 'import rtwlib')) or 'none'}")
    print(f"rtwlib.timeline (name)   {cpu('import rtwlib; rtwlib.timeline') - bare:6.0f} ms CPU")
    print(f"rtw --version loads: {', '.join(loaded('-m', 'rtwlib', '--version')) or 'none'}")


if __name__ == "__main__":
    main()
