"""The colours of the window: surfaces, six tokens with a meaning, and the palette made of them."""

from __future__ import annotations

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from hcpcs_desktop.codes.tables import rows

THEMES = ("light", "dark", "contrast")
TOKENS = ("accent", "neutral", "violet", "good", "caution", "warning")

_DARK_BELOW = 128


class Colours:
    """One theme: every name of ``theme/tokens.tsv`` as an HTML colour; ``<token>_soft`` is its background."""

    def __init__(self, theme: str) -> None:
        self.theme = theme
        self.values: dict[str, str] = {}
        for row in rows("theme/tokens.tsv"):
            self.values[row["name"]] = row[theme]
            if row[f"{theme}_soft"]:
                self.values[f"{row['name']}_soft"] = row[f"{theme}_soft"]

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def colour(self, name: str) -> QColor:
        """Return the colour `name` for painting."""
        return QColor(self.values[name])

    def palette(self) -> QPalette:
        """Return the palette that stock widgets draw with."""
        palette = QPalette(self.colour("window"), self.colour("window"))
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("muted"))
        return palette


_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "window",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "window",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "base",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "base",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Mid: "line",
}


def theme_of(palette: QPalette) -> str:
    """Return dark or light, whichever the system's own palette is."""
    return "dark" if palette.window().color().lightness() < _DARK_BELOW else "light"


def system_theme(fallback: str) -> str:
    """Return the theme that the desktop asks for: high contrast first, then dark or light."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - takes a sixth of the start; asked after the first paint

    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    schemes = {Qt.ColorScheme.Dark: "dark", Qt.ColorScheme.Light: "light"}
    return schemes.get(hints.colorScheme(), fallback)
