# The order is the order of knowledge: a folder knows those above it, never below.
from . import definition
from . import runtime
from . import automation
from . import host
