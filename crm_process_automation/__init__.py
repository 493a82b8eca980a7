from . import models
from . import demo
from . import wizard
from . import report
from . import controllers
