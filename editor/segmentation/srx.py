"""Read Segmentation Rules eXchange files: SRX 2.0 (and 1.0), https://www.gala-global.org/srx-20-april-7-2008."""

from __future__ import annotations

from editor import xml
from editor.errors import FormatError
from editor.i18n import _
from editor.segmentation.ruleset import Rule, Rules, check


def read(data: bytes, *, alone: bool = False) -> Rules:
    """Return the rules of the SRX file *data*; *alone*, they replace ours instead of going before them.

    Raises FormatError where *data* is no SRX file or holds a regular expression that cannot be used.
    """
    root = xml.parse(data)
    if not isinstance(root.tag, str) or root.tag.rpartition("}")[2] != "srx":
        raise FormatError(_("This is not an SRX file: its first element is not <srx>; choose another file."))
    groups: dict[str, tuple[Rule, ...]] = {}
    for group in root.iter("{*}languagerule"):
        rules = tuple(
            Rule(
                breaks=rule.get("break", "yes") != "no",
                before="".join(text for part in rule.iterchildren("{*}beforebreak") for text in part.itertext()),
                after="".join(text for part in rule.iterchildren("{*}afterbreak") for text in part.itertext()),
            )
            for rule in group.iterchildren("{*}rule")
        )
        name = group.get("languagerulename", "")
        groups[name] = groups.get(name, ()) + rules
    found = Rules(
        languages=tuple(
            (element.get("languagepattern", ""), element.get("languagerulename", ""))
            for element in root.iter("{*}languagemap")
        ),
        groups=tuple(groups.items()),
        cascade=any(element.get("cascade") == "yes" for element in root.iter("{*}header")),
        alone=alone,
    )
    check(found)
    strangers = [rules for _pattern, rules in found.languages if rules not in groups]
    if strangers:
        raise FormatError(_("The SRX file has no rules called “{name}”; mend its maprules.").format(name=strangers[0]))
    return found
