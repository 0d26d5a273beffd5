"""The messages of argparse that a user can see, listed so that extraction finds them."""

from __future__ import annotations

from newsreader.locale import _, ngettext


def words() -> list[str]:
    """Every message that argparse looks up in the current gettext domain."""
    return [
        _("usage: "),
        _("positional arguments"),
        _("options"),
        _("show this help message and exit"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("expected one argument"),
        _("expected at most one argument"),
        _("expected at least one argument"),
        ngettext("expected %s argument", "expected %s arguments", 1),
        _("argument %(argument_name)s: %(message)s"),
        _("invalid %(type)s value: %(value)r"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("ignored explicit argument %r"),
    ]
