"""Where the rules that ship with the tool lie."""

from pathlib import Path

_HERE = Path(__file__).parent
#: Inside the package when installed from a wheel, beside it in a checkout or an editable install.
RULES = next((d for d in (_HERE / "rules", _HERE.parent / "rules") if (d / "__init__.py").is_file()), _HERE / "rules")
