"""Jurisdiction packs: data folders, one for each law, found through entry points like anyone's."""
