"""Snapshots of the six papers, as generous as real ones, in Ukrainian and English."""

import copy
import json
from pathlib import Path

TYPES = ["minutes", "proposal", "contract", "act", "invoice", "questionnaire"]
FOLDER = Path(__file__).parent / "document_samples"


def get_sample(document_type, lang="uk_UA", **values):
    """Return a snapshot of that type; `values` replace parts of it."""
    name = lang.partition("_")[0]
    samples = json.loads((FOLDER / f"{name}.json").read_text())
    snapshot = samples["common"] | samples[document_type] | {"type": document_type}
    return copy.deepcopy(snapshot | {"lang": lang} | values)


def get_texts(snapshot):
    """Return the texts that every paper has to show: those of its parties, say."""
    return [text for text in _walk(snapshot) if text.strip()]


def _walk(value):
    if isinstance(value, dict):
        for part in value.values():
            yield from _walk(part)
    elif isinstance(value, list):
        for part in value:
            yield from _walk(part)
    elif isinstance(value, str):
        yield value
