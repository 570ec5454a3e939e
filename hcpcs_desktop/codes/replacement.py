"""Tells what CMS's file names in the place of a code that ends; it never guesses."""

from hcpcs_desktop.codes.records import CodeRecord


def named_instead(record: CodeRecord) -> tuple[str, ...]:
    """Return what an ended record's cross reference names, as CMS wrote it, without the code itself."""
    if not record.ended:
        return ()
    return tuple(dict.fromkeys(one for one in record.cross_reference if one != record.code))
